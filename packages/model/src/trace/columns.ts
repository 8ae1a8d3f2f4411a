import type { Nanoseconds } from "../units/duration.ts";
import type { EventDraft, EventKind, EventMoment, TraceEvent } from "./event.ts";
import type { TraceHeader } from "./header.ts";
import { EVENT_KINDS } from "./kinds.ts";
import { callParts } from "./message-id.ts";
import type { TraceWriter } from "./trace.ts";

/** Text that occurs often is held once; in the columns stands its number, and 0 for none. */
class Names {
	readonly #numbers = new Map<string, number>();
	readonly #texts: (string | undefined)[] = [undefined];

	number(text: string | undefined): number {
		if (text === undefined) return 0;
		const known = this.#numbers.get(text);
		if (known !== undefined) return known;
		this.#numbers.set(text, this.#texts.length);
		return this.#texts.push(text) - 1;
	}

	text(number: number): string | undefined {
		return this.#texts[number];
	}
}

const FIRST_CAPACITY = 64;
const KIND_NUMBERS: Readonly<Record<EventKind, number>> = Object.fromEntries(
	EVENT_KINDS.map((kind, index) => [kind, index]),
) as Record<EventKind, number>;

/** Fixed-size fields of all events in typed arrays, one after the other; they double when they are full. */
class Columns implements TraceWriter {
	readonly header: TraceHeader;
	length = 0;
	#times = new Float64Array(FIRST_CAPACITY);
	#kinds = new Uint8Array(FIRST_CAPACITY);
	#nodes = new Uint32Array(FIRST_CAPACITY);
	#exchanges = new Uint32Array(FIRST_CAPACITY);
	#calls = new Uint32Array(FIRST_CAPACITY);
	#connections = new Uint32Array(FIRST_CAPACITY);
	#messages = new Uint32Array(FIRST_CAPACITY);
	/** Where each event's causes begin in the list of all causes. */
	#causeStarts = new Uint32Array(FIRST_CAPACITY + 1);
	#causes: number[] = [];
	#data: TraceEvent["data"][] = [];
	readonly #names = new Names();

	constructor(header: TraceHeader) {
		this.header = header;
	}

	append(draft: EventDraft): number {
		return this.record(draft, draft.at);
	}

	record(draft: EventMoment, at: Nanoseconds): number {
		const seq = this.length;
		if (seq === this.#times.length) this.#grow();
		this.#times[seq] = at;
		this.#kinds[seq] = KIND_NUMBERS[draft.kind];
		this.#nodes[seq] = this.#names.number(draft.node);
		if ("call" in draft) {
			this.#exchanges[seq] = draft.exchange;
			this.#calls[seq] = this.#names.number(draft.call);
		}
		if ("connection" in draft) this.#connections[seq] = this.#names.number(draft.connection);
		if ("message" in draft) this.#messages[seq] = this.#names.number(draft.message);
		for (const cause of draft.causes) this.#causes.push(cause);
		this.#causeStarts[seq + 1] = this.#causes.length;
		this.#data.push(draft.data);
		this.length = seq + 1;
		return seq;
	}

	at(seq: number): number {
		return this.#times[this.#checked(seq)] ?? 0;
	}

	kind(seq: number): EventKind {
		return EVENT_KINDS[this.#kinds[this.#checked(seq)] ?? 0] ?? "begun";
	}

	event(seq: number): TraceEvent {
		const call = this.#names.text(this.#calls[this.#checked(seq)] ?? 0);
		const connection = this.#names.text(this.#connections[seq] ?? 0);
		const message = this.#names.text(this.#messages[seq] ?? 0);
		const event = {
			seq,
			at: this.#times[seq],
			node: this.#names.text(this.#nodes[seq] ?? 0),
			kind: this.kind(seq),
			...(call === undefined ? {} : { exchange: this.#exchanges[seq], attempt: callParts(call).attempt, call }),
			...(connection === undefined ? {} : { connection }),
			...(message === undefined ? {} : { message }),
			causes: this.#causes.slice(this.#causeStarts[seq], this.#causeStarts[seq + 1]),
			data: this.#data[seq],
		};
		// The fields went in as one draft of this kind, so together they are an event of this kind.
		return event as unknown as TraceEvent;
	}

	lastAt(timeNs: number): number {
		let low = 0;
		let high = this.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.#times[middle] ?? 0) <= timeNs) low = middle + 1;
			else high = middle;
		}
		return low - 1;
	}

	*events(): IterableIterator<TraceEvent> {
		for (let seq = 0; seq < this.length; seq++) yield this.event(seq);
	}

	#checked(seq: number): number {
		if (!(Number.isInteger(seq) && seq >= 0 && seq < this.length)) {
			throw new RangeError(`event ${seq} of a trace with ${this.length} events`);
		}
		return seq;
	}

	#grow(): void {
		const capacity = this.#times.length * 2;
		const grown = <Column extends { set(from: Column): void }>(column: Column, larger: Column): Column => {
			larger.set(column);
			return larger;
		};
		this.#times = grown(this.#times, new Float64Array(capacity));
		this.#kinds = grown(this.#kinds, new Uint8Array(capacity));
		this.#nodes = grown(this.#nodes, new Uint32Array(capacity));
		this.#exchanges = grown(this.#exchanges, new Uint32Array(capacity));
		this.#calls = grown(this.#calls, new Uint32Array(capacity));
		this.#connections = grown(this.#connections, new Uint32Array(capacity));
		this.#messages = grown(this.#messages, new Uint32Array(capacity));
		this.#causeStarts = grown(this.#causeStarts, new Uint32Array(capacity + 1));
	}
}

/** An empty trace to write into, held in packed columns. */
export function createTrace(header: TraceHeader): TraceWriter {
	return new Columns(header);
}
