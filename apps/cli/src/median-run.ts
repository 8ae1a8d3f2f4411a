import { summaryOf } from "@roundtrip/analysis";
import type { Trace } from "@roundtrip/model";

/** Runs several times, one after the other, and gives the run whose median latency is the median of all. */
export async function medianRun(runs: number, run: (number: number) => Promise<Trace>): Promise<Trace> {
	const traces: Trace[] = [];
	for (let number = 1; number <= runs; number++) traces.push(await run(number));
	const latency = (trace: Trace): number => summaryOf(trace).latency?.median ?? 0;
	const [median] = traces.sort((a, b) => latency(a) - latency(b)).slice(Math.floor((runs - 1) / 2));
	if (median === undefined) throw new RangeError("at least one run");
	return median;
}
