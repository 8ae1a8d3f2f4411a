import { Link } from "@tanstack/react-router";
import type { CSSProperties, ReactElement, ReactNode } from "react";
import { classes } from "../design/classes.ts";
import type { LabAddress } from "../lab/lab-address.ts";
import styles from "./figure-card.module.css";

interface FigureCardProps {
	readonly figure: ReactNode;
	/** For the looks of the figure's place. */
	readonly figureClass?: string | undefined;
	readonly heading: "h2" | "h3";
	readonly title: string;
	/** The scenario that it opens. */
	readonly scenario: string;
	/** How it is opened; as it is unless told. */
	readonly search?: LabAddress;
	readonly children: ReactNode;
	readonly className?: string | undefined;
}

/** A picture above a name and words. The whole card leads where its name does. */
export function FigureCard(props: FigureCardProps): ReactElement {
	const { figure, figureClass, heading: Heading, title, scenario, search, children, className } = props;
	return (
		<article className={classes(styles.card, className)}>
			<div className={classes(styles.figure, figureClass)}>{figure}</div>
			<div className={styles.words}>
				<Heading className={styles.title}>
					<Link
						to="/lab/$id"
						params={{ id: scenario }}
						{...(search === undefined ? {} : { search })}
						className={styles.link}
					>
						{title}
					</Link>
				</Heading>
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
