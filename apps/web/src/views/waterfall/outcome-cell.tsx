import { type ExchangeReport, outcomeSentence } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { Icon, type IconName } from "../../design/icon.tsx";
import styles from "./waterfall.module.css";

type Known = ExchangeReport["outcome"]["belief"];

const signs: Readonly<Record<Known, IconName | undefined>> = {
	ok: "check",
	failed: "close",
	unknown: "unknown",
	waiting: undefined,
};

/** What the client believes and how often it happened, as signs and words. */
export function OutcomeCell({ outcome }: { readonly outcome: ExchangeReport["outcome"] }): ReactElement {
	const { belief, applied, wantsEffect } = outcome;
	const sign = signs[belief];
	return (
		<span className={styles.outcome} data-belief={belief} title={outcomeSentence(outcome)}>
			{sign && <Icon name={sign} size={12} />}
			<span className={styles.word}>{belief}</span>
			{wantsEffect && (
				<span className={styles.applied} data-times={applied === 1 ? "once" : "other"}>
					<svg aria-hidden="true" width="10" height="10" viewBox="0 0 10 10">
						<path d="M5 0l5 5l-5 5l-5-5z" fill="currentColor" />
					</svg>
					{`×${applied}`}
				</span>
			)}
		</span>
	);
}
