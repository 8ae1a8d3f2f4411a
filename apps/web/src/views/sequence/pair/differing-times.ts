import type { Nanoseconds, Trace } from "@roundtrip/model";
import { labNow } from "../../../lab/store.ts";
import type { SideMatch } from "./run-matches.ts";

/** The moments at which either run has what the other hasn't, each once, in order. */
export function differingTimes(
	traces: readonly Trace[],
	matches: readonly Pick<SideMatch, "differingSeqs">[],
): readonly Nanoseconds[] {
	const times = matches.flatMap(({ differingSeqs }, at) => differingSeqs.map((seq) => traces[at]?.at(seq) ?? 0));
	return [...new Set(times)].sort((a, b) => a - b);
}

/** The next (1) or previous (-1) of some moments in order; the first or last again where there is none. */
export function neighbour(times: readonly Nanoseconds[], timeNs: Nanoseconds, step: 1 | -1): Nanoseconds | undefined {
	if (step === 1) return times.find((each) => each > timeNs) ?? times.at(-1);
	return times.findLast((each) => each < timeNs) ?? times[0];
}

/** Moves the one clock to the next or previous difference. */
export function seekToDifference(times: readonly Nanoseconds[], step: 1 | -1): void {
	const { cursor, seek, pause } = labNow();
	const timeNs = neighbour(times, cursor.seq < 0 ? -1 : cursor.timeNs, step);
	if (timeNs === undefined) return;
	pause();
	seek(timeNs);
}
