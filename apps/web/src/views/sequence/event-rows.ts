import type { Nanoseconds, Trace, TraceEvent } from "@roundtrip/model";
import { countUpTo } from "../time/count-up-to.ts";
import { MARKED, markOf } from "./mark.ts";

/** Which row of an even grid each event stands in: rows say order, not duration. */
export interface EventRows {
	readonly count: number;
	/** By sequence number. */
	readonly rowOfEvent: Int32Array;
	/** By row, in ns; never falls. */
	readonly timeOfRow: Float64Array;
}

/** Gives each moment (but those of packets; of one exchange, where one is given) a row, and a further one where the words of two events at one node would collide. */
export function eventRows(trace: Trace, exchange?: number): EventRows {
	const rowOfEvent = new Int32Array(trace.length);
	const times: number[] = [];
	let marked = new Set<string>();
	for (let seq = 0; seq < trace.length; seq++) {
		if (trace.kind(seq) === "packet" || (exchange !== undefined && !concerns(trace.event(seq), exchange))) {
			// Left out of the drawing, it stands where the last one stands that is in it.
			rowOfEvent[seq] = Math.max(0, times.length - 1);
			continue;
		}
		const timeNs = trace.at(seq);
		const mark = MARKED.has(trace.kind(seq)) ? markOf(trace.event(seq)) : undefined;
		if (times.length === 0 || timeNs > (times.at(-1) ?? 0) || (mark && marked.has(mark.node))) {
			times.push(timeNs);
			marked = new Set();
		}
		if (mark) marked.add(mark.node);
		rowOfEvent[seq] = times.length - 1;
	}
	return { count: times.length, rowOfEvent, timeOfRow: Float64Array.from(times) };
}

/** What happens to a node as a whole concerns every exchange. */
function concerns(event: TraceEvent, exchange: number): boolean {
	return !("exchange" in event) || event.exchange === exchange;
}

/** The rows of several runs on one grid: each moment of any has as many rows as the run needs that has most words there. */
export function levelRows(runs: readonly EventRows[]): readonly EventRows[] {
	const times: number[] = [];
	const moved = runs.map(({ count }) => new Int32Array(count));
	const next = runs.map(() => 0);
	for (;;) {
		const timeNs = Math.min(...runs.map(({ timeOfRow }, run) => timeOfRow[next[run] ?? 0] ?? Infinity));
		if (timeNs === Infinity) break;
		const row = times.length;
		let most = 0;
		for (const [run, { timeOfRow }] of runs.entries()) {
			const from = next[run] ?? 0;
			let at = from;
			for (; timeOfRow[at] === timeNs; at++) (moved[run] ?? [])[at] = row + at - from;
			next[run] = at;
			most = Math.max(most, at - from);
		}
		for (let rows = most; rows > 0; rows--) times.push(timeNs);
	}
	const timeOfRow = Float64Array.from(times);
	return runs.map(({ rowOfEvent }, run) => ({
		count: times.length,
		rowOfEvent: rowOfEvent.map((row) => moved[run]?.[row] ?? 0),
		timeOfRow,
	}));
}

/** The place of a time between the rows: 2.5 is half way from row 2 to row 3. Clamped to the first and last row. */
export function rowAtTime(rows: EventRows, timeNs: Nanoseconds): number {
	const row = countUpTo(rows.timeOfRow, timeNs) - 1;
	if (row < 0) return 0;
	const from = rows.timeOfRow[row] ?? 0;
	const to = rows.timeOfRow[row + 1];
	return to === undefined ? row : row + (timeNs - from) / (to - from);
}

/** The time at a place between the rows: the other way round, for a cursor that is dragged. */
export function timeAtRow(rows: EventRows, place: number): Nanoseconds {
	const row = Math.min(Math.max(0, Math.floor(place)), Math.max(0, rows.count - 1));
	const from = rows.timeOfRow[row] ?? 0;
	const to = rows.timeOfRow[row + 1] ?? from;
	return from + (to - from) * Math.min(1, Math.max(0, place - row));
}
