import type { CSSProperties, ReactElement, ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./figure-card.module.css";

interface FigureCardProps {
	readonly figure: ReactNode;
	/** For the looks of the figure's place. */
	readonly figureClass?: string | undefined;
	/** The heading, with the link that the whole card is: its class is given. */
	readonly title: (classNames: { readonly title: string; readonly link: string }) => ReactElement;
	readonly children: ReactNode;
	readonly className?: string | undefined;
}

/** A picture above a name and words. The whole card leads where its name does. */
export function FigureCard({ figure, figureClass, title, children, className }: FigureCardProps): ReactElement {
	return (
		<article className={classes(styles.card, className)}>
			<div className={classes(styles.figure, figureClass)}>{figure}</div>
			<div className={styles.words}>
				{title({ title: styles.title ?? "", link: styles.link ?? "" })}
				{children}
			</div>
		</article>
	);
}

/** Cards beside and below each other, each at least so many pixels wide where there is room. */
export function CardList({
	narrowest,
	children,
}: {
	readonly narrowest: number;
	readonly children: ReactNode;
}): ReactElement {
	return (
		<ul className={styles.cards} style={{ "--narrowest": `${narrowest}px` } as CSSProperties}>
			{children}
		</ul>
	);
}
