import type { Nanoseconds } from "../units/duration.ts";
import type { EventDraft, EventKind, EventMoment, TraceEvent } from "./event.ts";
import type { TraceHeader } from "./header.ts";

/** The ordered record of a run, of any world. */
export interface Trace {
	readonly header: TraceHeader;
	readonly length: number;
	/** The event at a position from 0; throws a RangeError outside. */
	event(seq: number): TraceEvent;
	/** Its time in ns, without building the event. */
	at(seq: number): number;
	/** Its kind, without building the event. */
	kind(seq: number): EventKind;
	/** The last event at or before a time: -1 where there is none. */
	lastAt(timeNs: number): number;
	events(): IterableIterator<TraceEvent>;
}

/** A trace that grows. */
export interface TraceWriter extends Trace {
	/** Adds an event at the end and gives its position. Its time must not lie before the last one's. */
	append(draft: EventDraft): number;
	/** The same for an event that doesn't say its time, made for this: it is the trace's own from then on. */
	record(moment: EventMoment, at: Nanoseconds): number;
}
