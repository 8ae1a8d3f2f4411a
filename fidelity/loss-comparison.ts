import { simulateCase } from "./cases.ts";
import { totalOf } from "./comparison.ts";
import { lossesOf } from "./emulator-losses.ts";
import type { MeasuredCase } from "./measured.ts";
import { median, quantile } from "./statistics.ts";

/** Quarter, half and three quarters of a distribution of times, ms. */
export interface Quartiles {
	readonly lower: number;
	readonly median: number;
	readonly upper: number;
}

/** One case with loss: distributions are compared. */
export interface LossComparison {
	readonly id: string;
	readonly group: string;
	readonly repetitions: number;
	readonly load: number;
	readonly measured: Quartiles;
	readonly simulated: Quartiles;
	/** Of the simulated median, against the measured. */
	readonly error: number;
	/** Between these lie 19 of 20 medians of as many simulated runs as were measured. */
	readonly mediansFrom: number;
	readonly mediansTo: number;
	/**
	 * Each repetition again with the very packets lost that were lost in it: the median of the errors' sizes. Undefined
	 * where packets were dropped on purpose: those are always the same.
	 */
	readonly pairedError: number | undefined;
}

/** Runs of each case, with seeds from 1. */
export const SEEDS_WITH_LOSS = 400;

/** 1.96 standard deviations of the share of n draws that lie below a median: 1.96 · √(¼ ÷ n). */
const SPREAD = 0.98;

function quartilesOf(times: readonly number[]): Quartiles {
	return { lower: quantile(times, 0.25), median: median(times), upper: quantile(times, 0.75) };
}

/** The size of the error of each repetition, played with its own losses. */
function pairedErrors(it: MeasuredCase): readonly number[] {
	return it.totals.map((total, repetition) => {
		const run = simulateCase(it, repetition + 1, { losses: lossesOf(it, repetition) });
		return Math.abs((run.times.total ?? Number.NaN) - total) / total;
	});
}

export function compareWithLoss(it: MeasuredCase): LossComparison {
	const times = Array.from({ length: SEEDS_WITH_LOSS }, (_, at) => totalOf(it, at + 1));
	const measured = quartilesOf(it.totals);
	const simulated = quartilesOf(times);
	const spread = SPREAD / Math.sqrt(it.totals.length);
	return {
		id: it.id,
		group: it.group,
		repetitions: it.totals.length,
		load: it.load,
		measured,
		simulated,
		error: (simulated.median - measured.median) / measured.median,
		mediansFrom: quantile(times, Math.max(0.5 - spread, 0)),
		mediansTo: quantile(times, 0.5 + spread),
		pairedError: it.drop === undefined ? median(pairedErrors(it)) : undefined,
	};
}
