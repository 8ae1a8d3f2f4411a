import { countOf } from "@roundtrip/analysis";
import { type KeyboardEvent, type ReactElement, useMemo, useState } from "react";
import type { ExploredPair, ExploredPairs, PairHead } from "../../simulation/explored-pairs.ts";
import { judgementOf, sentenceOf } from "./outcome-words.ts";
import styles from "./pair-dialog.module.css";
import { cutMap, MOST_COLUMNS, MOST_ROWS, pairBeyond, signOf } from "./pair-map.ts";

interface PairTableProps {
	readonly map: ExploredPairs;
	readonly onOpen: (faults: readonly string[]) => Promise<void>;
}

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
	ArrowRight: [0, 1],
	ArrowLeft: [0, -1],
	ArrowDown: [1, 0],
	ArrowUp: [-1, 0],
};

/** One stop of the tab key: arrows go from cell to cell, over what is empty. */
export function PairTable({ map: whole, onOpen }: PairTableProps): ReactElement {
	const map = useMemo(() => cutMap(whole), [whole]);
	const [at, setAt] = useState<ExploredPair | undefined>(map.pairs[0]);
	const [pointed, setPointed] = useState<ExploredPair>();
	const byPlace = useMemo(() => new Map(map.pairs.map((pair) => [placeOf(pair.row, pair.column), pair])), [map]);
	const walk = (event: KeyboardEvent<HTMLTableElement>): void => {
		const step = STEPS[event.key];
		if (step === undefined || at === undefined) return;
		event.preventDefault();
		const next = pairBeyond(map, byPlace, at, step);
		if (next === undefined) return;
		setAt(next);
		event.currentTarget.querySelector<HTMLElement>(`[data-place="${placeOf(next.row, next.column)}"]`)?.focus();
	};
	const told = pointed ?? at;
	return (
		<>
			{(map.rows.length < whole.rows.length || map.columns.length < whole.columns.length) && (
				<p>
					Shown are {MOST_ROWS} first and {MOST_COLUMNS} second faults at most: those that break most.
				</p>
			)}
			<section className={styles.scroll} aria-label="Two faults and their outcomes" tabIndex={-1}>
				<table className={styles.table} onKeyDown={walk}>
					<thead>
						<tr>
							<th scope="col" className={styles.corner}>
								first ↓ then →
							</th>
							{map.columns.map((head) => (
								<th key={nameOf(head)} scope="col" className={styles.column}>
									<span className={styles.upright} title={nameOf(head)}>
										{nameOf(head)}
									</span>
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{map.rows.map((head, row) => (
							<tr key={nameOf(head)}>
								<th scope="row" className={styles.row} title={nameOf(head)}>
									{nameOf(head)}
								</th>
								{map.columns.map((second, column) => {
									const pair = byPlace.get(placeOf(row, column));
									if (pair === undefined) return <td key={nameOf(second)} />;
									const words = wordsOf(map, pair);
									return (
										<td key={nameOf(second)} className={styles.cell} data-judgement={judgementOf(pair.worst)}>
											<button
												type="button"
												className={styles.open}
												data-place={placeOf(row, column)}
												tabIndex={pair === at ? 0 : -1}
												aria-label={`${words}. Open such a run`}
												onClick={() => void onOpen(pair.faults)}
												onFocus={() => {
													setAt(pair);
													setPointed(undefined);
												}}
												onPointerEnter={() => setPointed(pair)}
												onPointerLeave={() => setPointed(undefined)}
											>
												{signOf(pair.worst)}
											</button>
										</td>
									);
								})}
							</tr>
						))}
					</tbody>
				</table>
			</section>
			<p className={styles.told} aria-hidden="true">
				{told && wordsOf(map, told)}
			</p>
		</>
	);
}

function placeOf(row: number, column: number): string {
	return `${row} ${column}`;
}

function nameOf({ kind, place }: PairHead): string {
	return `${kind} ${place}`;
}

function wordsOf({ rows, columns }: ExploredPairs, { row, column, worst, runs, breaking }: ExploredPair): string {
	const [first, second] = [rows[row], columns[column]];
	if (first === undefined || second === undefined) return "";
	const broken = runs === 1 ? "" : `; ${breaking} of ${countOf(runs, "run")} break something`;
	return `${nameOf(first)}, then ${nameOf(second)}: ${sentenceOf(worst)}${broken}`;
}
