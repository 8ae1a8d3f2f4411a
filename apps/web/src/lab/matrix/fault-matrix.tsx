import { countOf, formatCount } from "@roundtrip/analysis";
import { type CSSProperties, type ReactElement, useState } from "react";
import { Button } from "../../design/button.tsx";
import type { ExploredCell, ExploredMatrix, ExploredRow } from "../../simulation/explored.ts";
import type { Run } from "../run.ts";
import styles from "./fault-matrix.module.css";
import { headOf, judgementOf, sentenceOf } from "./outcome-words.ts";
import { type Question, useExplored } from "./use-explored.ts";
import { useOpenFaults } from "./use-open-faults.ts";

/** More are shown on demand; those that break something come first. */
const FEW_ROWS = 24;

const askMatrix: Question<ExploredMatrix> = (worker, { scenario, seed }) => worker.explore(scenario, seed);

/** Each fault at each point, and what clients believe then beside what is true; a cell leads to such a run. */
export function FaultMatrix({ run }: { readonly run: Run }): ReactElement {
	const state = useExplored(run, askMatrix);
	if (state.is === "running") return <p role="status">Playing the scenario with every fault at every point…</p>;
	if (state.is === "failed") return <p role="status">That could not be played: {state.why}</p>;
	const { scenario, seed } = run.trace.header;
	return <Matrix matrix={state.found} seed={seed} leavesOut={scenario.faults.length > 0} />;
}

interface MatrixProps {
	readonly matrix: ExploredMatrix;
	readonly seed: number;
	/** The run that is looked at has faults, which aren't in the runs of the matrix. */
	readonly leavesOut: boolean;
}

function Matrix({ matrix, seed, leavesOut }: MatrixProps): ReactElement {
	const [all, setAll] = useState(false);
	const openFaults = useOpenFaults(matrix.text, seed);
	const open = ({ faults }: ExploredCell): Promise<void> => openFaults(faults);
	const rows = matrix.rows.toSorted((a, b) => Number(b.breaking > 0) - Number(a.breaking > 0));
	const shown = all ? rows : rows.slice(0, FEW_ROWS);
	const [runs, breaking] = [sumOf(rows.map((row) => row.runs)), sumOf(rows.map((row) => row.breaking))];
	return (
		<>
			<p>
				{countOf(runs, "run")}, each with one fault{leavesOut ? " instead of those that are in it" : ""};{" "}
				{formatCount(breaking)} of them break something that is expected.
				{matrix.isComplete ? "" : " There are more faults than were tried."}
			</p>
			<section className={styles.scroll} aria-label="Faults and outcomes" tabIndex={-1}>
				<table className={styles.table}>
					<thead>
						<tr>
							<th scope="col" className={styles.place}>
								fault
							</th>
							{matrix.outcomes.map((name) => (
								<th key={name} scope="col" title={sentenceOf(name)}>
									{headOf(name)}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{shown.map((row) => (
							<Row key={`${row.kinds} ${row.place}`} row={row} matrix={matrix} onOpen={open} />
						))}
					</tbody>
				</table>
			</section>
			{shown.length < rows.length && (
				<Button onClick={() => setAll(true)}>{formatCount(rows.length - shown.length)} more</Button>
			)}
		</>
	);
}

function sumOf(numbers: readonly number[]): number {
	return numbers.reduce((sum, each) => sum + each, 0);
}

interface RowProps {
	readonly row: ExploredRow;
	readonly matrix: ExploredMatrix;
	readonly onOpen: (cell: ExploredCell) => Promise<void>;
}

function Row({ row, matrix, onOpen }: RowProps): ReactElement {
	const exchanges = Object.values(row.cells).reduce((sum, { count }) => sum + count, 0);
	const what = `${row.kinds} ${row.place}`;
	return (
		<tr>
			<th scope="row" className={styles.place} data-breaks={row.breaking > 0}>
				{row.kinds} <span className={styles.point}>{row.place}</span>
			</th>
			{matrix.outcomes.map((name) => {
				const cell = row.cells[name];
				if (cell === undefined) return <td key={name} className={styles.cell} />;
				// The more of the exchanges end so, the stronger.
				const heat = { "--heat": `${Math.round(30 + (70 * cell.count) / exchanges)}%` } as CSSProperties;
				return (
					<td key={name} className={styles.cell} data-judgement={judgementOf(name)} style={heat}>
						<button
							type="button"
							className={styles.count}
							title={`${what}: ${sentenceOf(name)}. Open such a run`}
							onClick={() => void onOpen(cell)}
						>
							{formatCount(cell.count)}
							<span className="visually-hidden">
								{" "}
								with {what}: {sentenceOf(name)}
							</span>
						</button>
					</td>
				);
			})}
		</tr>
	);
}
