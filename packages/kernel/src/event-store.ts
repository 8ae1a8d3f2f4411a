/**
 * Where the fields of an event lie among its eight words; added to it with |. The first two words are its time, NEXT
 * and PREVIOUS belong to the list that it is in.
 *
 * A module copies those that it needs into constants of its own: V8 takes these for constants, but looks up what is
 * imported at each use.
 */
export const FIELDS = { NEXT: 2, PREVIOUS: 3, KIND: 4, A: 5, B: 6 } as const;

const { NEXT, KIND, A, B } = FIELDS;
const GENERATION = 7;

const WORDS_PER_EVENT = 8;
const FIRST_CAPACITY = 64;
/** A handle is the generation times this, plus the number of the record. */
const HANDLE_BASE = 0x800000;

export interface EventStoreLimits {
	/** How many records there are at most; up to 2^23. */
	readonly records: number;
	/** How many times one record is used at most; up to 2^30 - 1. */
	readonly generations: number;
}

const LIMITS: EventStoreLimits = { records: HANDLE_BASE, generations: 0x3fffffff };

/**
 * Records of fixed size for the events that wait: 32 bytes each, in one buffer that doubles as needed. An event is
 * named by the index of its first word in `words`; its time, in ns, is `times[event >> 1]`.
 *
 * A handle names one use of one record. A record that was used so often that its handles would repeat is left unused
 * from then on, so a stale handle never names another event.
 */
export class EventStore {
	words: Int32Array = new Int32Array(0);
	times: Float64Array = new Float64Array(0);
	private readonly limits: EventStoreLimits;
	/** The first free record, -1 when there is none; free records are chained by NEXT. */
	private free = -1;

	constructor(limits: EventStoreLimits = LIMITS) {
		this.limits = limits;
		this.resize(Math.min(FIRST_CAPACITY, limits.records));
	}

	/** A free record with these fields and no time yet. Throws a RangeError when all are taken. */
	take(kind: number, a: number, b: number): number {
		if (this.free < 0) this.grow();
		const event = this.free;
		const words = this.words;
		this.free = words[event | NEXT] ?? 0;
		words[event | KIND] = kind;
		words[event | A] = a;
		words[event | B] = b;
		return event;
	}

	/** Makes the record free for another event; its handle is stale from here on. */
	release(event: number): void {
		const words = this.words;
		const generation = (words[event | GENERATION] ?? 0) + 1;
		words[event | GENERATION] = generation;
		if (generation > this.limits.generations) return;
		words[event | NEXT] = this.free;
		this.free = event;
	}

	/** The handle of an event, never 0. */
	handleOf(event: number): number {
		return (this.words[event | GENERATION] ?? 0) * HANDLE_BASE + (event >> 3);
	}

	/** The event that a handle names, or -1 when it no longer waits. */
	find(handle: number): number {
		const event = (handle & (HANDLE_BASE - 1)) << 3;
		return handle >= HANDLE_BASE && this.handleOf(event) === handle ? event : -1;
	}

	private grow(): void {
		const capacity = this.words.length / WORDS_PER_EVENT;
		if (capacity >= this.limits.records) {
			throw new RangeError(`more events wait at once than the kernel has records, which is ${this.limits.records}`);
		}
		this.resize(Math.min(capacity * 2, this.limits.records));
	}

	private resize(capacity: number): void {
		const old = this.words;
		const buffer = new ArrayBuffer(capacity * WORDS_PER_EVENT * Int32Array.BYTES_PER_ELEMENT);
		this.words = new Int32Array(buffer);
		this.times = new Float64Array(buffer);
		this.words.set(old);
		for (let event = this.words.length - WORDS_PER_EVENT; event >= old.length; event -= WORDS_PER_EVENT) {
			this.words[event | GENERATION] = 1;
			this.words[event | NEXT] = this.free;
			this.free = event;
		}
	}
}
