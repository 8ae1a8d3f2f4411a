import type { ReactElement } from "react";
import type { Meaning } from "../../design/meaning.ts";
import styles from "./colour-key.module.css";

interface Entry {
	readonly meaning: Meaning;
	readonly word: string;
	readonly what: string;
	readonly sign: ReactElement;
}

const entries: readonly Entry[] = [
	{
		meaning: "request",
		word: "Request",
		what: "on its way to whoever answers",
		sign: <path d="M2 8h24m-5-4 5 4-5 4" />,
	},
	{
		meaning: "response",
		word: "Response",
		what: "on its way back; its line is dashed",
		sign: <path d="M26 8H2m5-4L2 8l5 4" strokeDasharray="5 2.5" />,
	},
	{
		meaning: "response",
		word: "Item of a stream",
		what: "one of many; a small round mark. A bar is the stream's end",
		sign: (
			<>
				<path d="M17 8H2" strokeWidth="1.25" strokeDasharray="5 2.5" />
				<path d="M17.5 8a3 3 0 1 0 6 0 3 3 0 1 0-6 0" />
			</>
		),
	},
	{
		meaning: "response",
		word: "Stream open",
		what: "a connection that is held; a band along its link",
		sign: (
			<>
				<path d="M3 8h22" strokeWidth="8" strokeOpacity=".2" strokeLinecap="butt" />
				<path d="M3 4v8M25 4v8M3 8h22" strokeWidth="1.5" />
			</>
		),
	},
	{
		meaning: "lost",
		word: "Lost or failed",
		what: "a cross where it ended",
		sign: <path d="m9 3 10 10m0-10L9 13" />,
	},
	{
		meaning: "waiting",
		word: "Waiting",
		what: "for a worker, a connection, the next try",
		sign: <path d="M4 4.5h20v7H4zM8 11.5l4-7m2 7 4-7" />,
	},
	{
		meaning: "effect",
		word: "Effect",
		what: "a change that was made lasting",
		sign: <path d="m14 2.5 5.5 5.5-5.5 5.5L8.5 8z" fill="currentColor" />,
	},
	{
		meaning: "handshake",
		word: "Handshake",
		what: "finding the address, opening a connection; dotted",
		sign: <path d="M2 8h24" strokeDasharray="1 4.5" />,
	},
	{
		meaning: "handshake",
		word: "Keys",
		what: "TLS; a lock on the stage once they are agreed upon",
		sign: (
			<>
				<path d="M9 7.5h10v6H9z" fill="currentColor" />
				<path d="M11 7V5.5a3 3 0 0 1 6 0V7" />
			</>
		),
	},
	{
		meaning: "waiting",
		word: "Sent again",
		what: "a packet whose first copy was lost; in dashes",
		sign: <path d="M2 5l24 6" strokeDasharray="6 3" strokeWidth="2.5" />,
	},
];

/** What each colour and its shape stand for, the same in all views. */
export function ColourKey(): ReactElement {
	return (
		<dl className={styles.key}>
			{entries.map(({ meaning, word, what, sign }) => (
				<div key={word} className={styles.entry}>
					<dt className={styles.word}>
						<svg
							aria-hidden="true"
							width="28"
							height="16"
							viewBox="0 0 28 16"
							fill="none"
							stroke="currentColor"
							strokeWidth="2"
							strokeLinecap="round"
							strokeLinejoin="round"
							style={{ color: `var(--${meaning})` }}
						>
							{sign}
						</svg>
						{word}
					</dt>
					<dd className={styles.what}>{what}</dd>
				</div>
			))}
		</dl>
	);
}
