import type { ReactElement } from "react";
import styles from "./pair-dialog.module.css";

const ENTRIES = [
	{ judgement: "right", sign: "1", words: "the client knows what is true" },
	{ judgement: "open", sign: "1", words: "the client can't know" },
	{ judgement: "wrong", sign: "2+", words: "it happened too often, or the client believes what is false" },
] as const;

/** What colours and numbers of the map stand for. */
export function PairKey(): ReactElement {
	return (
		<ul className={styles.key} aria-label="What the map shows">
			{ENTRIES.map(({ judgement, sign, words }) => (
				<li key={judgement}>
					<span className={styles.sign} data-judgement={judgement}>
						{sign}
					</span>
					{words}
				</li>
			))}
			<li>The number says how often it happened; where nothing stands, nothing new would come of the two.</li>
		</ul>
	);
}
