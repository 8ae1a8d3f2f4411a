import type { Nanoseconds, Trace } from "@roundtrip/model";

/**
 * The moment that all views show. `seq` is the last event that has happened, -1 before the first.
 * Events may share a time: then `seq` says how many of them have happened.
 */
export interface Cursor {
	readonly timeNs: Nanoseconds;
	readonly seq: number;
}

export const START: Cursor = { timeNs: 0, seq: -1 };

/** The cursor at a time, with all events up to and at that time; time goes on to the last event, or to `endNs`. */
export function cursorAt(trace: Trace, timeNs: Nanoseconds, endNs: Nanoseconds = lastNs(trace)): Cursor {
	const clampedNs = Math.min(Math.max(0, timeNs), endNs);
	return { timeNs: clampedNs, seq: trace.lastAt(clampedNs) };
}

function lastNs(trace: Trace): Nanoseconds {
	return trace.length > 0 ? trace.at(trace.length - 1) : 0;
}

/** The cursor just after an event; before the first where `seq` is below 0. */
export function cursorAfter(trace: Trace, seq: number): Cursor {
	if (seq < 0 || trace.length === 0) return START;
	const clamped = Math.min(seq, trace.length - 1);
	return { timeNs: trace.at(clamped), seq: clamped };
}

/** Just after the next (1) or previous (-1) event; packets are passed over unless they are wanted. */
export function cursorAtEvent(trace: Trace, from: Cursor, step: 1 | -1, byPacket: boolean): Cursor {
	const first = from.seq + step;
	if (byPacket) return cursorAfter(trace, first);
	let seq = first;
	while (seq >= 0 && seq < trace.length && trace.kind(seq) === "packet") seq += step;
	return cursorAfter(trace, seq);
}

/** The next (1) or previous (-1) event that begins a message's way; the start or the end where there is none. */
export function cursorAtMessage(trace: Trace, from: Cursor, step: 1 | -1): Cursor {
	for (let seq = from.seq + step; seq >= 0 && seq < trace.length; seq += step) {
		if (trace.kind(seq) === "sent") return cursorAfter(trace, seq);
	}
	return cursorAfter(trace, step === 1 ? trace.length - 1 : -1);
}
