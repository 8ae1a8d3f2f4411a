import { simulateCase } from "./cases.ts";
import { lossesOf } from "./emulator-losses.ts";
import type { MeasuredCase, Scenario } from "./measured.ts";
import { median } from "./statistics.ts";

/** One case, measured and simulated; times in ms. */
export interface Comparison {
	readonly id: string;
	readonly group: string;
	readonly measured: number;
	readonly simulated: number;
	/** Of the simulated time, against the measured. */
	readonly error: number;
	readonly withinBound: boolean;
	/** Why the case is shown apart, if it is. */
	readonly apart: "window edge" | "unsteady" | undefined;
}

/** Seeds decide where ticks stand: without loss that moves a time by a few ms at most. */
const SEEDS_WITHOUT_LOSS = 3;
const SEGMENT_BYTES = 1448;

/** What separates right from wrong: 5 %, or 3 ms and 6 ms for each connection with TLS. */
function boundMs(measured: number, scenario: Scenario, connections: number): number {
	return Math.max(0.05 * measured, 3 + (scenario.tls === undefined ? 0 : 6 * connections));
}

function totalOf(it: MeasuredCase, seed = 1): number {
	return simulateCase(it, seed).times.total ?? Number.NaN;
}

/**
 * Whether the last bytes just fit a window, or just do not: then one segment more or less of all that is answered makes a
 * difference of a large part of a round-trip, and what decides is how a machine's work fell together.
 */
function isAtWindowEdge(it: MeasuredCase): boolean {
	const { size, n = 1 } = it.scenario;
	if (size === undefined) return false;
	const step = Math.ceil(SEGMENT_BYTES / n);
	const totals = [-2, -1, 0, 1, 2]
		.map((steps) => size + steps * step)
		.filter((bytes) => bytes > 0)
		.map((bytes) => totalOf({ ...it, scenario: { ...it.scenario, size: bytes } }));
	return totals.some((total, at) => at > 0 && Math.abs(total - (totals[at - 1] ?? total)) > 0.4 * it.net.rtt);
}

/** Whether most repetitions took longer than the fastest by more than the bound: then no single time is the case's. */
function isUnsteady(it: MeasuredCase): boolean {
	return median(it.totals) - Math.min(...it.totals) > Math.max(0.1 * Math.min(...it.totals), 5);
}

/** A case without loss: the fastest repetition is the reference, what is slower has waited for the machine. */
export function compareWithoutLoss(it: MeasuredCase): Comparison {
	const measured = it.fastest.total ?? Number.NaN;
	const runs = Array.from({ length: SEEDS_WITHOUT_LOSS }, (_, at) => simulateCase(it, at + 1));
	const simulated = median(runs.map((run) => run.times.total ?? Number.NaN));
	const connections = Math.max(runs[0]?.times.connections ?? 1, 1);
	const unsteady = isUnsteady(it) ? "unsteady" : undefined;
	return {
		id: it.id,
		group: it.group,
		measured,
		simulated,
		error: (simulated - measured) / measured,
		withinBound: Math.abs(simulated - measured) <= boundMs(measured, it.scenario, connections),
		apart: isAtWindowEdge(it) ? "window edge" : unsteady,
	};
}

/** One case with loss: what is compared is the median of many runs. */
export interface LossComparison {
	readonly id: string;
	readonly repetitions: number;
	readonly measured: number;
	readonly simulated: number;
	readonly error: number;
	/**
	 * Each repetition again with the very packets lost that were lost in it: the median of the errors' sizes. Undefined
	 * where packets were dropped on purpose: those are always the same.
	 */
	readonly pairedError: number | undefined;
}

export function compareWithLoss(it: MeasuredCase, seeds: number): LossComparison {
	const measured = median(it.totals);
	const simulated = median(Array.from({ length: seeds }, (_, at) => totalOf(it, at + 1)));
	const paired = it.totals.map((total, repetition) => {
		const run = simulateCase(it, repetition + 1, lossesOf(it, repetition));
		return Math.abs((run.times.total ?? Number.NaN) - total) / total;
	});
	return {
		id: it.id,
		repetitions: it.totals.length,
		measured,
		simulated,
		error: (simulated - measured) / measured,
		pairedError: it.drop === undefined ? median(paired) : undefined,
	};
}
