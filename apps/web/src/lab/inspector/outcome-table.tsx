import { BELIEFS, formatCount, type OutcomeCell } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import styles from "./outcome-table.module.css";

const TIMES = [
	{ applied: 0, name: "never" },
	{ applied: 1, name: "once" },
	{ applied: 2, name: "more often" },
] as const;

const WORDS = { ok: "it worked", failed: "it failed", unknown: "can't know", waiting: "still waiting" } as const;

/** Exchanges counted by what their client believes and how often their effect happened. */
export function OutcomeTable({ run }: { readonly run: Run }): ReactElement {
	const { cells, withoutEffect } = run.outcomes;
	const wanting = cells.some(({ count }) => count > 0);
	const beliefs = BELIEFS.filter(
		(belief) => belief !== "waiting" || cells.some((each) => each.belief === belief && each.count > 0),
	);
	const others = BELIEFS.filter((belief) => withoutEffect[belief] > 0);
	return (
		<>
			{wanting && (
				<table className={styles.table}>
					<thead>
						<tr>
							<td className={styles.corner} />
							<th scope="colgroup" colSpan={3} className={styles.over}>
								in truth it happened
							</th>
						</tr>
						<tr>
							<th scope="col" className={styles.corner}>
								client believes
							</th>
							{TIMES.map(({ applied, name }) => (
								<th key={applied} scope="col">
									{name}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{beliefs.map((belief) => (
							<tr key={belief}>
								<th scope="row">{WORDS[belief]}</th>
								{cells
									.filter((each) => each.belief === belief)
									.map((cell) => (
										<Cell key={cell.applied} cell={cell} />
									))}
							</tr>
						))}
					</tbody>
				</table>
			)}
			{others.length > 0 && (
				<p>
					{wanting ? "Of those that ask for no effect: " : ""}
					{others.map((belief) => `${formatCount(withoutEffect[belief])} ${WITHOUT_EFFECT[belief]}`).join(", ")}.
				</p>
			)}
		</>
	);
}

const WITHOUT_EFFECT = {
	ok: "answered",
	failed: "failed",
	unknown: "without an answer",
	waiting: "still waiting when the run ended",
} as const;

function Cell({ cell }: { readonly cell: OutcomeCell }): ReactElement {
	const select = useLab((lab) => lab.select);
	const [first] = cell.exchanges;
	const judgement = cell.count === 0 ? "none" : cell.judgement;
	return (
		<td className={styles.cell} data-judgement={judgement}>
			{first === undefined ? (
				<span className={styles.zero}>0</span>
			) : (
				<button
					type="button"
					className={styles.count}
					title={`${cell.sentence}; select ${cell.count === 1 ? "it" : "the first"}`}
					onClick={() => select({ kind: "exchange", id: first })}
				>
					{formatCount(cell.count)}
					{cell.judgement === "wrong" && <span className="visually-hidden"> wrong</span>}
				</button>
			)}
		</td>
	);
}
