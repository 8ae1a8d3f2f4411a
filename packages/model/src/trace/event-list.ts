import type { Nanoseconds } from "../units/duration.ts";
import type { EventDraft, EventKind, EventMoment, TraceEvent } from "./event.ts";
import type { TraceHeader } from "./header.ts";
import type { TraceWriter } from "./trace.ts";

/** The events themselves, one after the other. */
class EventList implements TraceWriter {
	readonly header: TraceHeader;
	readonly #events: TraceEvent[] = [];

	constructor(header: TraceHeader) {
		this.header = header;
	}

	get length(): number {
		return this.#events.length;
	}

	append(draft: EventDraft): number {
		return this.record({ ...draft }, draft.at);
	}

	record(moment: EventMoment, at: Nanoseconds): number {
		const seq = this.#events.length;
		// A moment with its place and time is an event of its kind. A copy would cost as much as all the rest.
		const event = moment as { -readonly [Field in keyof TraceEvent]: TraceEvent[Field] };
		event.seq = seq;
		event.at = at;
		this.#events.push(event as TraceEvent);
		return seq;
	}

	at(seq: number): Nanoseconds {
		return this.event(seq).at;
	}

	kind(seq: number): EventKind {
		return this.event(seq).kind;
	}

	event(seq: number): TraceEvent {
		const event = this.#events[seq];
		if (event === undefined) throw new RangeError(`event ${seq} of a trace with ${this.length} events`);
		return event;
	}

	lastAt(timeNs: number): number {
		return this.#events.findLastIndex((event) => event.at <= timeNs);
	}

	events(): IterableIterator<TraceEvent> {
		return this.#events.values();
	}
}

/**
 * An empty trace to write into, for short runs of which there are many: to begin one, to write it and to read it costs
 * less than with packed columns, and each event takes several times the room.
 */
export function createEventList(header: TraceHeader): TraceWriter {
	return new EventList(header);
}
