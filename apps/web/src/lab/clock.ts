import type { Nanoseconds, Trace } from "@roundtrip/model";
import { type Cursor, cursorAfter, cursorAt, cursorAtEvent, cursorAtMessage, START } from "./cursor.ts";
import type { Run } from "./run.ts";

/** The runs that one clock moves: one, or one with another beside it. */
export interface Shown {
	readonly run: Run;
	readonly beside: Run | null;
}

/** When the last event of all happens. */
export function endNsOf({ run, beside }: Shown): Nanoseconds {
	return Math.max(run.durationNs, beside?.durationNs ?? 0);
}

/** The moment at a time; where the run is over before the one beside it, time goes on. */
export function momentAt(shown: Shown, timeNs: Nanoseconds): Cursor {
	return cursorAt(shown.run.trace, timeNs, endNsOf(shown));
}

/** The moment as the run beside has it: with all its events up to that time, or none before the first of all. */
export function momentBeside(beside: Run, { timeNs, seq }: Cursor): Cursor {
	return seq < 0 && timeNs === 0 ? START : cursorAt(beside.trace, timeNs);
}

export function momentAfter({ run, beside }: Shown, seq: number): Cursor {
	const isEnd = seq >= run.trace.length - 1 && beside !== null && beside.durationNs > run.durationNs;
	return isEnd ? momentAt({ run, beside }, beside.durationNs) : cursorAfter(run.trace, seq);
}

/** Just after the next (1) or previous (-1) event of any run that is shown. */
export function momentAtEvent({ run, beside }: Shown, from: Cursor, step: 1 | -1, byPacket: boolean): Cursor {
	if (beside === null) return cursorAtEvent(run.trace, from, step, byPacket);
	return nearest(run.trace, beside.trace, from, step, (trace, seq) => byPacket || trace.kind(seq) !== "packet");
}

/** The next (1) or previous (-1) event of any run that begins a message's way. */
export function momentAtMessage({ run, beside }: Shown, from: Cursor, step: 1 | -1): Cursor {
	if (beside === null) return cursorAtMessage(run.trace, from, step);
	return nearest(run.trace, beside.trace, from, step, (trace, seq) => trace.kind(seq) === "sent");
}

type Wanted = (trace: Trace, seq: number) => boolean;

/** Events of one time are steps of their own in the run, and one step in the run beside. */
function nearest(run: Trace, beside: Trace, from: Cursor, step: 1 | -1, wanted: Wanted): Cursor {
	const { timeNs, seq } = from;
	const isAtStart = seq < 0 && timeNs === 0;
	const stands = seq >= 0 && run.at(seq) === timeNs;
	const besideSeq = isAtStart ? -1 : step === 1 ? beside.lastAt(timeNs) : beside.lastAt(timeNs - 1) + 1;
	const here = seekTo(run, step === 1 || stands ? seq + step : seq, step, wanted);
	const there = seekTo(beside, besideSeq + step, step, wanted);
	if (here === undefined && there === undefined) {
		if (step === -1) return START;
		const endNs = Math.max(run.at(run.length - 1), beside.at(beside.length - 1));
		return cursorAt(run, endNs, endNs);
	}
	const [hereNs, thereNs] = [timeOf(run, here, step), timeOf(beside, there, step)];
	if (here !== undefined && (hereNs - thereNs) * step <= 0) return cursorAfter(run, here);
	return cursorAt(run, thereNs, thereNs);
}

function timeOf(trace: Trace, seq: number | undefined, step: 1 | -1): number {
	return seq === undefined ? step * Number.MAX_SAFE_INTEGER : trace.at(seq);
}

function seekTo(trace: Trace, from: number, step: 1 | -1, wanted: Wanted): number | undefined {
	for (let seq = from; seq >= 0 && seq < trace.length; seq += step) if (wanted(trace, seq)) return seq;
	return undefined;
}
