import {
	type Comparison as Compared,
	compareAnalyses,
	type FigurePair,
	formatCount,
	formatDuration,
	formatPercent,
	formatSize,
} from "@roundtrip/analysis";
import { type ReactElement, useMemo } from "react";
import { Button } from "../../design/button.tsx";
import { Segmented } from "../../design/segmented.tsx";
import { chooseShown, measureAgain } from "../conductor.ts";
import type { Run } from "../run.ts";
import { runOf, useSession } from "../session.ts";
import styles from "./comparison.module.css";
import { type ComparisonRow, ComparisonTable } from "./comparison-table.tsx";

/** The simulated and the real run side by side, with the error of each figure. */
export function Comparison(): ReactElement {
	const simulated = useSession((session) => runOf(session.simulated));
	const measured = useSession((session) => runOf(session.real));
	if (simulated === undefined || measured === undefined) {
		return <p className={styles.notice}>There is nothing to compare until the real run is done.</p>;
	}
	return <ComparisonOf a={simulated} b={measured} />;
}

function ComparisonOf({ a, b }: { readonly a: Run; readonly b: Run }): ReactElement {
	const compared = useMemo(() => compareAnalyses(a, b), [a, b]);
	const shown = useSession((session) => session.shown);
	const both = useSession((session) => session.world === "both");
	const times = compared.figures.filter(({ unit }) => unit === "ns").map(rowOf);
	const counts = compared.figures.filter(({ unit }) => unit !== "ns").map(rowOf);
	const exchanges = compared.exchanges.map(
		({ exchange, aNs, bNs, error }): ComparisonRow => ({
			name: `exchange ${exchange}`,
			a: formatDuration(aNs, "tabular"),
			b: formatDuration(bNs, "tabular"),
			error: formatPercent(error),
		}),
	);
	return (
		<div className={styles.comparison}>
			<div className={styles.head}>
				<Shape compared={compared} />
				<div className={styles.tools}>
					{both && (
						<Segmented
							label="Which run the views show"
							choices={[
								{ value: "simulated", label: "Show simulated" },
								{ value: "real", label: "Show real" },
							]}
							value={shown}
							onChange={chooseShown}
						/>
					)}
					<Button onClick={() => void measureAgain()}>Run it again</Button>
				</div>
			</div>
			<ComparisonTable caption="Latency of each exchange" rows={exchanges} />
			<ComparisonTable caption="Times of the run" rows={times} />
			<ComparisonTable caption="Counts of the run" rows={counts} />
		</div>
	);
}

function Shape({ compared }: { readonly compared: Compared }): ReactElement {
	const { sameShape, differences, medianLatencyError } = compared;
	return (
		<div className={styles.shape}>
			<p>
				<strong>
					{sameShape ? "The same exchanges, attempts, outcomes and messages" : "The two runs are not of the same shape"}
				</strong>
				{medianLatencyError !== undefined &&
					`; the simulated latency is off by ${formatPercent(medianLatencyError)} in the median.`}
			</p>
			{differences.length > 0 && (
				<ul className={styles.differences}>
					{differences.map((difference) => (
						<li key={difference}>{difference}</li>
					))}
				</ul>
			)}
		</div>
	);
}

const texts: Readonly<Record<FigurePair["unit"], (value: number) => string>> = {
	ns: (value) => formatDuration(value, "tabular"),
	B: (value) => formatSize(value, "tabular"),
	count: formatCount,
};

function rowOf({ name, a, b, error, unit }: FigurePair): ComparisonRow {
	return { name, a: texts[unit](a), b: texts[unit](b), error: formatPercent(error) };
}
