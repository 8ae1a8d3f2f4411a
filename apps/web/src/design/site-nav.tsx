import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import styles from "./site-nav.module.css";
import { ThemeButton } from "./theme-button.tsx";

/** Where else one can go from a page that is no run, and the theme. */
export function SiteNav(): ReactElement {
	return (
		<div className={styles.end}>
			<nav aria-label="Pages">
				<ul className={styles.links}>
					{(
						[
							["/", "Scenarios"],
							["/patterns", "Patterns"],
							["/compare", "Protocols"],
						] as const
					).map(([to, name]) => (
						<li key={to}>
							<Link to={to} className={styles.link} activeOptions={{ exact: true, includeSearch: false }}>
								{name}
							</Link>
						</li>
					))}
				</ul>
			</nav>
			<ThemeButton />
		</div>
	);
}
