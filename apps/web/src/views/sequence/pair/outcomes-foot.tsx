import { countOf, type ExchangeReport, formatDuration, outcomeSentence } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import type { Run } from "../../../lab/run.ts";
import { inspectedRun, useLab } from "../../../lab/store.ts";
import { pick, pointAt } from "../../pick.ts";
import { OutcomeCell } from "../../waterfall/outcome-cell.tsx";
import styles from "./sequence-pair.module.css";

interface OutcomesFootProps {
	readonly run: Run;
	/** On the other side. */
	readonly other: Run;
	readonly name: string;
	/** As wide as its diagram, in pixels; absent where it has all the room that is left. */
	readonly width?: number | undefined;
}

/** So many fit below a diagram. */
const FEW = 12;

/** What each exchange comes to; those that end otherwise on the other side come first and are marked. */
export function OutcomesFoot({ run, other, name, width }: OutcomesFootProps): ReactElement {
	const entries = run.exchanges.map((report) => ({ report, differs: differsIn(other, report) }));
	const sorted = entries.toSorted((a, b) => Number(b.differs) - Number(a.differs));
	const shown = sorted.slice(0, FEW);
	return (
		<section
			className={styles.foot}
			style={width === undefined ? {} : { flex: "none", width }}
			aria-label={`What the exchanges come to, ${name}`}
		>
			<ul className={styles.outcomes}>
				{shown.map(({ report, differs }) => (
					<li key={report.exchange}>
						<ExchangeOutcome run={run} report={report} differs={differs} />
						{run.exchanges.length === 1 && <Sentence words={outcomeSentence(report.outcome)} />}
					</li>
				))}
				{sorted.length > shown.length && <li>and {countOf(sorted.length - shown.length, "more exchange")}</li>}
			</ul>
		</section>
	);
}

function Sentence({ words }: { readonly words: string }): ReactElement {
	return (
		<span className={styles.sentence} title={words}>
			{words}
		</span>
	);
}

interface ExchangeOutcomeProps {
	readonly run: Run;
	readonly report: ExchangeReport;
	readonly differs: boolean;
}

function ExchangeOutcome({ run, report, differs }: ExchangeOutcomeProps): ReactElement {
	const { exchange, outcome, latencyNs } = report;
	const selection = { kind: "exchange", id: exchange } as const;
	const isSelected = useLab(
		(lab) => lab.selection?.kind === "exchange" && lab.selection.id === exchange && (inspectedRun(lab) ?? run) === run,
	);
	return (
		<button
			type="button"
			className={styles.outcome}
			data-differs={differs}
			aria-pressed={isSelected}
			onClick={() => pick(selection, run)}
			onPointerEnter={() => pointAt(selection, run)}
			onPointerLeave={() => pointAt(null)}
		>
			<span>e{exchange}</span>
			<OutcomeCell outcome={outcome} />
			{latencyNs !== undefined && <span>{formatDuration(latencyNs)}</span>}
			{differs && <span className="visually-hidden">, otherwise on the other side</span>}
		</button>
	);
}

function differsIn({ exchanges }: Run, { exchange, outcome: { belief, applied } }: ExchangeReport): boolean {
	const other = exchanges.find((each) => each.exchange === exchange)?.outcome;
	return other === undefined || other.belief !== belief || other.applied !== applied;
}
