import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { classes } from "./classes.ts";
import { SiteNav } from "./site-nav.tsx";
import styles from "./site-page.module.css";
import { Wordmark } from "./wordmark.tsx";

interface SitePageProps {
	readonly headline: string;
	/** What there is to see, in a sentence or two. */
	readonly lead: string;
	/** Below the lead. */
	readonly opening?: ReactNode;
	/** The first page, from which all others are reached. */
	readonly isHome?: boolean;
	/** Has a table that wants room. */
	readonly isWide?: boolean;
	readonly children: ReactNode;
}

/** A page outside the lab: its bar, what it is, and what is on it. */
export function SitePage({ headline, lead, opening, isHome, isWide, children }: SitePageProps): ReactElement {
	return (
		<div className={classes(styles.page, isWide === true && styles.wide)}>
			<header className={styles.bar}>
				{isHome === true ? (
					<Wordmark />
				) : (
					<Link to="/" className={styles.home} title="All scenarios">
						<Wordmark />
					</Link>
				)}
				<SiteNav />
			</header>
			<main>
				<div className={styles.opening}>
					<h1 className={styles.headline}>{headline}</h1>
					<p className={styles.lead}>{lead}</p>
					{opening}
				</div>
				{children}
			</main>
		</div>
	);
}
