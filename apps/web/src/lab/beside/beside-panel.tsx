import { type Comparison, compareAnalyses } from "@roundtrip/analysis";
import { type ReactElement, useMemo } from "react";
import type { Run } from "../run.ts";
import { useSession } from "../session.ts";
import { useLab } from "../store.ts";
import { AttemptLines } from "./attempt-lines.tsx";
import styles from "./beside-panel.module.css";
import { SameRun } from "./same-run.tsx";
import { capitalised, sideJudgement, sideSentence } from "./side-words.ts";
import { costsOf, leftOutWords, promisesOf, type TwoRunsRow } from "./two-runs.ts";

/** Two runs of the same seed and faults: what they come to, what they cost, and where they differ. */
export function BesidePanel(): ReactElement {
	const run = useLab((lab) => lab.run);
	const beside = useLab((lab) => lab.beside);
	const failed = useSession(({ simulatedBeside }) => simulatedBeside.is === "failed");
	if (run === null || beside === null) {
		return (
			<p className={styles.notice}>{failed ? "There is nothing to compare with." : "Simulating what stands beside…"}</p>
		);
	}
	return <TwoRuns original={run} beside={beside} />;
}

const NAMES = { a: "original", b: "other" } as const;

function TwoRuns({ original, beside }: { readonly original: Run; readonly beside: Run }): ReactElement {
	const compared = useMemo(() => compareAnalyses(original, beside, NAMES), [original, beside]);
	const leftOut = leftOutWords(original, beside);
	return (
		<div className={styles.panel}>
			<section className={styles.sentences} aria-label="The difference in words">
				<Sentence side="As it is" run={original} />
				<Sentence side="Beside" run={beside} />
				{leftOut !== undefined && <p className={styles.quiet}>{leftOut}.</p>}
			</section>
			<AttemptLines original={original} beside={beside} />
			<Rows caption="Expected" rows={promisesOf(original, beside)} />
			<Rows caption="What it costs" rows={costsOf(original, beside)} />
			<Differences compared={compared} />
			<SameRun />
		</div>
	);
}

function Sentence({ side, run }: { readonly side: string; readonly run: Run }): ReactElement {
	return (
		<p>
			<strong>{side}</strong>: <span data-judgement={sideJudgement(run)}>{sideSentence(run)}</span>.
		</p>
	);
}

function Rows({
	caption,
	rows,
}: {
	readonly caption: string;
	readonly rows: readonly TwoRunsRow[];
}): ReactElement | null {
	if (rows.length === 0) return null;
	const hasDifference = rows.some(({ difference }) => difference !== "");
	return (
		<table className={styles.table}>
			<caption className={styles.caption}>{caption}</caption>
			<thead>
				<tr>
					<td />
					<th scope="col">as it is</th>
					<th scope="col">beside</th>
					{hasDifference && <th scope="col">difference</th>}
				</tr>
			</thead>
			<tbody>
				{rows.map(({ name, original, beside, difference }) => (
					<tr key={name}>
						<th scope="row" className={styles.name}>
							{capitalised(name)}
						</th>
						<td data-verdict={original}>{original}</td>
						<td data-verdict={beside}>{beside}</td>
						{hasDifference && <td className={styles.difference}>{difference}</td>}
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Differences({ compared: { differences } }: { readonly compared: Comparison }): ReactElement {
	if (differences.length === 0) {
		return <p>The same exchanges, attempts, outcomes and messages: what was changed makes no difference here.</p>;
	}
	return (
		<details className={styles.details}>
			<summary>Every difference between the two runs</summary>
			<ul className={styles.differences}>
				{differences.map((difference) => (
					<li key={difference}>{difference}</li>
				))}
			</ul>
		</details>
	);
}
