import type { Verdict } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { Icon, type IconName } from "../../design/icon.tsx";
import type { Run } from "../run.ts";
import { EventLinks } from "./event-links.tsx";
import styles from "./verdicts.module.css";

const signs = {
	pass: { icon: "check", word: "Held" },
	fail: { icon: "close", word: "Broken" },
	unknown: { icon: "unknown", word: "Undecided" },
} as const satisfies Record<Verdict["verdict"], { icon: IconName; word: string }>;

/** Each expectation with its verdict and the events that prove it. */
export function Verdicts({ run }: { readonly run: Run }): ReactElement {
	return (
		<ul className={styles.verdicts}>
			{run.verdicts.map((verdict) => (
				<li key={verdict.text} className={styles.verdict} data-verdict={verdict.verdict}>
					<span className={styles.sign}>
						<Icon name={signs[verdict.verdict].icon} />
					</span>
					<div className={styles.words}>
						<p>
							<strong>{signs[verdict.verdict].word}:</strong> {verdict.text}
						</p>
						<p className={styles.because}>{verdict.because}</p>
						{verdict.verdict !== "pass" && verdict.events.length > 0 && (
							<div className={styles.events}>
								<EventLinks run={run} events={verdict.events} />
							</div>
						)}
					</div>
				</li>
			))}
		</ul>
	);
}
