import type { ReactElement } from "react";
import styles from "./wordmark.module.css";

/** The name beside its sign: a request there, an answer back. */
export function Wordmark(): ReactElement {
	return (
		<span className={styles.wordmark}>
			<svg
				aria-hidden="true"
				width="18"
				height="18"
				viewBox="0 0 18 18"
				fill="none"
				strokeWidth="2"
				strokeLinecap="round"
			>
				<path d="M2.5 3 14 8" stroke="var(--request)" />
				<path d="M14 10 2.5 15" stroke="var(--response)" />
			</svg>
			Roundtrip
		</span>
	);
}
