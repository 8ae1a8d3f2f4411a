import type { EventKind, TraceEvent } from "./event.ts";
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
