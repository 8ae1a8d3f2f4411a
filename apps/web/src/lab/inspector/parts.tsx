import type { ReactElement, ReactNode } from "react";
import { IconButton } from "../../design/button.tsx";
import { classes } from "../../design/classes.ts";
import type { Meaning } from "../../design/meaning.ts";
import { useLab } from "../store.ts";
import styles from "./parts.module.css";

/** The head of a panel: what is selected, and the way back to the overview. */
export function PanelHead({
	kind,
	title,
	meaning,
	mark,
}: {
	readonly kind: string;
	readonly title: ReactNode;
	readonly meaning?: Meaning | undefined;
	/** A meaning that its fate adds, told in its own colour. */
	readonly mark?: Meaning | undefined;
}): ReactElement {
	const select = useLab((lab) => lab.select);
	return (
		<header className={styles.head}>
			<div className={styles.names}>
				<p className={styles.kind} style={meaning && { color: `var(--${meaning}-text)` }}>
					{kind}
					{mark && <span style={{ color: `var(--${mark}-text)` }}>, {mark}</span>}
				</p>
				<h2 className={styles.title}>{title}</h2>
			</div>
			<IconButton icon="close" label="Back to the overview" keys="Esc" onClick={() => select(null)} />
		</header>
	);
}

/** A part of a panel under its own name. */
export function Section({
	title,
	note,
	children,
}: {
	readonly title: string;
	/** Beside the name, quietly. */
	readonly note?: ReactNode;
	readonly children: ReactNode;
}): ReactElement {
	return (
		<section className={styles.section} aria-label={title}>
			<div className={styles.sectionHead}>
				<h3 className={styles.sectionTitle}>{title}</h3>
				{note !== undefined && <p className={styles.note}>{note}</p>}
			</div>
			{children}
		</section>
	);
}

/** Names with their values, one a line. */
export function Facts({ children }: { readonly children: ReactNode }): ReactElement {
	return <dl className={styles.facts}>{children}</dl>;
}

/** One name with its value; nothing where there is no value. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement | null {
	if (children === undefined || children === null || children === "") return null;
	return (
		<div className={styles.fact}>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}

/** A button that reads as a link: it leads to another part of the run. */
export function Go({
	onClick,
	children,
	className,
}: {
	readonly onClick: () => void;
	readonly children: ReactNode;
	readonly className?: string | undefined;
}): ReactElement {
	return (
		<button type="button" className={classes(styles.go, className)} onClick={onClick}>
			{children}
		</button>
	);
}
