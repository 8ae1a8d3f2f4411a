import type { ReactElement, ReactNode } from "react";
import styles from "./sketch-key.module.css";

function Entry({ word, children }: { readonly word: string; readonly children: ReactNode }): ReactElement {
	return (
		<li className={styles.entry}>
			<svg
				aria-hidden="true"
				width="24"
				height="12"
				viewBox="0 0 24 12"
				fill="none"
				strokeWidth="1.5"
				strokeLinecap="round"
			>
				{children}
			</svg>
			{word}
		</li>
	);
}

/** How to read the sketches on the cards. */
export function SketchKey(): ReactElement {
	return (
		<ul className={styles.key} aria-label="Key to the sketches">
			<Entry word="request">
				<path d="M1 6h22" stroke="var(--request)" />
			</Entry>
			<Entry word="response">
				<path d="M1 6h22" stroke="var(--response)" strokeDasharray="4 3" />
			</Entry>
			<Entry word="item of a stream">
				<path d="M1 6h15" stroke="var(--response)" strokeWidth="1" strokeDasharray="4 3" />
				<circle cx="19" cy="6" r="2.5" stroke="var(--response)" />
			</Entry>
			<Entry word="handshake">
				<path d="M1 6h22" stroke="var(--handshake)" strokeDasharray="0.5 3" />
			</Entry>
			<Entry word="lost">
				<path d="m8 2 8 8m0-8-8 8" stroke="var(--lost)" strokeWidth="2" />
			</Entry>
			<Entry word="made lasting">
				<path d="m12 1.5 4.5 4.5-4.5 4.5L7.5 6z" fill="var(--effect)" />
			</Entry>
		</ul>
	);
}
