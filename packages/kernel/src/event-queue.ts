import { EventStore, type EventStoreLimits, FIELDS } from "./event-store.ts";

const { NEXT, PREVIOUS } = FIELDS;

/** The head of the list of the next events, sorted: the first record, so that 0 is no event. */
const BOTTOM = 0;
/** The head of the list of the events that lie beyond the ladder, in order of insertion: the second record. */
const TOP = 8;

/** Later than any event. */
const NEVER_NS = Number.MAX_SAFE_INTEGER + 1;

/** When an event's place in the bottom is further from the end than this, a rung of buckets costs less. */
const MOST_STEPS = 20;
/** A bucket of up to this many events is sorted; a larger one becomes a rung. */
const SORT_COUNT = 24;
const EVENTS_PER_BUCKET = 4;
const FEWEST_BUCKETS = 16;
const MOST_BUCKETS = 65_536;
const MOST_RUNGS = 32;

/**
 * The events that wait, in order of time and, at equal times, of insertion.
 *
 * While few wait, all are in one sorted list, the bottom. Otherwise this is a ladder queue (Tang, Goh and Thng, Ladder
 * Queue, 2005): a rung cuts a span of time into buckets, a bucket that is due becomes a finer rung or, when it holds
 * few events, is sorted into the bottom, and what lies beyond the ladder is left unsorted in the top. So an event is
 * moved a few times at most, whatever the number that wait.
 *
 * Which list an event is in follows from its time alone, and every list keeps the order of insertion at equal times:
 * hence no sequence number. Buckets are powers of two wide, so that finding one is exact. Lists are circular, linked
 * both ways and begin at a record of their own, their head: hence an event is put in or taken out without a branch.
 */
export class EventQueue extends EventStore {
	/** Nothing is inserted before this. */
	nowNs = 0;
	/** Events inserted so far. */
	inserted = 0;
	/** Events before this are in the bottom. */
	private bottomEndNs = NEVER_NS;
	/** Events from this on are in the top. */
	private topStartNs = NEVER_NS;
	/** Heads of the rungs' buckets, the coarsest rung's first. They are kept when a rung is used up. */
	private heads: Int32Array = new Int32Array(0);

	private rungs = 0;
	private readonly startNs: Float64Array = new Float64Array(MOST_RUNGS);
	private readonly widthNs: Float64Array = new Float64Array(MOST_RUNGS);
	/** Where the buckets begin that are not yet used up. */
	private readonly nextNs: Float64Array = new Float64Array(MOST_RUNGS);
	private readonly firstBucket: Int32Array = new Int32Array(MOST_RUNGS);
	private readonly nextBucket: Int32Array = new Int32Array(MOST_RUNGS);
	private readonly endBucket: Int32Array = new Int32Array(MOST_RUNGS);

	constructor(limits?: EventStoreLimits) {
		super(limits);
		this.takeHead();
		this.takeHead();
	}

	/**
	 * Puts an event in its place, behind those of the same time; answers its handle. Throws a RangeError unless the time
	 * that comes of it is a safe integer and not in the past.
	 *
	 * Half of what an event costs is here, so this is one function, in which the time stays in a register: a double that
	 * is passed on in a call may be boxed, and one that is read back from memory delays a branch that is often mispredicted.
	 */
	after(delayNs: number, kind: number, a: number, b: number): number {
		const timeNs = this.nowNs + delayNs;
		if (!(timeNs >= this.nowNs && Math.floor(timeNs) === timeNs)) this.refuse(delayNs);
		const event = this.take(kind, a, b);
		const { words, times } = this;
		times[event >> 1] = timeNs;
		this.inserted += 1;
		if (timeNs < this.bottomEndNs) {
			// Most events come late, so the place is sought from the end.
			let steps = 0;
			let previous = words[BOTTOM | PREVIOUS] ?? 0;
			while ((times[previous >> 1] ?? 0) > timeNs) {
				previous = words[previous | PREVIOUS] ?? 0;
				steps += 1;
			}
			const next = words[previous | NEXT] ?? 0;
			words[event | NEXT] = next;
			words[event | PREVIOUS] = previous;
			words[previous | NEXT] = event;
			words[next | PREVIOUS] = event;
			if (steps > MOST_STEPS) this.spill();
		} else {
			this.insertAbove(event);
		}
		return this.handleOf(event);
	}

	/** The same as `after`, at a time since the run began. */
	at(timeNs: number, kind: number, a: number, b: number): number {
		// Exact: the difference of two safe integers is one, and so is its sum with now.
		return this.after(timeNs - this.nowNs, kind, a, b);
	}

	/** To time 0 again; nothing waits. */
	rewind(): void {
		this.nowNs = 0;
		this.inserted = 0;
		this.rungs = 0;
		this.bottomEndNs = NEVER_NS;
		this.topStartNs = NEVER_NS;
	}

	/** Takes out the event that is due next, which is the first of the bottom. */
	removeFirst(event: number): void {
		const words = this.words;
		const next = words[event | NEXT] ?? 0;
		words[BOTTOM | NEXT] = next;
		words[next | PREVIOUS] = BOTTOM;
	}

	/** Takes an event out, wherever it is. */
	remove(event: number): void {
		const words = this.words;
		const next = words[event | NEXT] ?? 0;
		const previous = words[event | PREVIOUS] ?? 0;
		words[previous | NEXT] = next;
		words[next | PREVIOUS] = previous;
	}

	private refuse(delayNs: number): never {
		throw new RangeError(`no event can be scheduled ${delayNs} ns after ${this.nowNs} ns`);
	}

	/** Into the bottom, which is being filled from a list that is out of order but for equal times. */
	private insertSorted(event: number): void {
		const { words, times } = this;
		const timeNs = times[event >> 1] ?? 0;
		let previous = words[BOTTOM | PREVIOUS] ?? 0;
		while ((times[previous >> 1] ?? 0) > timeNs) previous = words[previous | PREVIOUS] ?? 0;
		const next = words[previous | NEXT] ?? 0;
		words[event | NEXT] = next;
		words[event | PREVIOUS] = previous;
		words[previous | NEXT] = event;
		words[next | PREVIOUS] = event;
	}

	/** Into the ladder or the top. */
	private insertAbove(event: number): void {
		const timeNs = this.times[event >> 1] ?? 0;
		if (timeNs >= NEVER_NS) {
			this.release(event);
			this.inserted -= 1;
			this.refuse(timeNs - this.nowNs);
		}
		if (timeNs >= this.topStartNs) {
			this.append(TOP, event);
		} else {
			let rung = this.rungs - 1;
			while (rung > 0 && timeNs >= (this.nextNs[rung - 1] ?? 0)) rung -= 1;
			this.append(this.headFor(rung, event), event);
		}
	}

	private append(head: number, event: number): void {
		const words = this.words;
		const last = words[head | PREVIOUS] ?? 0;
		words[event | NEXT] = head;
		words[event | PREVIOUS] = last;
		words[last | NEXT] = event;
		words[head | PREVIOUS] = event;
	}

	private headFor(rung: number, event: number): number {
		const offset = ((this.times[event >> 1] ?? 0) - (this.startNs[rung] ?? 0)) / (this.widthNs[rung] ?? 1);
		return this.heads[(this.firstBucket[rung] ?? 0) + (offset | 0)] ?? 0;
	}

	/** Sorts what is due next into the bottom, which is empty; false when nothing waits. */
	refill(): boolean {
		for (;;) {
			const bucket = this.dueBucket();
			if (bucket < 0) {
				if (this.isTopSorted()) break;
				continue;
			}
			const rung = this.rungs - 1;
			const startNs = this.nextNs[rung] ?? 0;
			// The last bucket of a rung may reach into what the coarser one, or the top, holds.
			const limitNs = rung === 0 ? this.topStartNs : (this.nextNs[rung - 1] ?? 0);
			const endNs = Math.min(startNs + (this.widthNs[rung] ?? 0), limitNs);
			this.nextBucket[rung] = bucket + 1;
			this.nextNs[rung] = endNs;
			this.bottomEndNs = endNs;
			const head = this.heads[bucket] ?? 0;
			const count = this.count(head);
			if (count <= SORT_COUNT || endNs - startNs === 1 || this.rungs === MOST_RUNGS) {
				this.sort(head);
				break;
			}
			this.spread(head, count, startNs, endNs);
		}
		return this.words[BOTTOM | NEXT] !== BOTTOM;
	}

	/** The next bucket that holds something, or -1 when the ladder is used up. */
	private dueBucket(): number {
		const words = this.words;
		while (this.rungs > 0) {
			const rung = this.rungs - 1;
			const end = this.endBucket[rung] ?? 0;
			const from = this.nextBucket[rung] ?? 0;
			for (let bucket = from; bucket < end; bucket++) {
				const head = this.heads[bucket] ?? 0;
				if (words[head | NEXT] === head) continue;
				this.nextNs[rung] = (this.nextNs[rung] ?? 0) + (bucket - from) * (this.widthNs[rung] ?? 0);
				return bucket;
			}
			this.rungs = rung;
		}
		return -1;
	}

	/** The ladder being used up, begins a new one from the top or, when that is short, sorts it: then true. */
	private isTopSorted(): boolean {
		const { words, times } = this;
		let count = 0;
		let earliestNs = Infinity;
		let latestNs = 0;
		for (let event = words[TOP | NEXT] ?? 0; event !== TOP; event = words[event | NEXT] ?? 0) {
			const timeNs = times[event >> 1] ?? 0;
			earliestNs = Math.min(earliestNs, timeNs);
			latestNs = Math.max(latestNs, timeNs);
			count += 1;
		}
		if (count <= SORT_COUNT) {
			this.sort(TOP);
			this.bottomEndNs = NEVER_NS;
			this.topStartNs = NEVER_NS;
			return true;
		}
		this.topStartNs = Math.min(this.spread(TOP, count, earliestNs, latestNs + 1), NEVER_NS);
		return false;
	}

	/** Makes the bottom, which has become too long to search, a rung. */
	private spill(): void {
		if (this.rungs === MOST_RUNGS) return;
		const { words, times } = this;
		const startNs = times[(words[BOTTOM | NEXT] ?? 0) >> 1] ?? 0;
		const latestNs = times[(words[BOTTOM | PREVIOUS] ?? 0) >> 1] ?? 0;
		const count = this.count(BOTTOM);
		if (this.bottomEndNs < NEVER_NS) this.spread(BOTTOM, count, startNs, this.bottomEndNs);
		else this.topStartNs = Math.min(this.spread(BOTTOM, count, startNs, latestNs + 1), NEVER_NS);
	}

	/** Makes a list the finest rung; answers where its last bucket ends. */
	private spread(head: number, count: number, startNs: number, endNs: number): number {
		const spanNs = endNs - startNs;
		let buckets = FEWEST_BUCKETS;
		while (buckets * EVENTS_PER_BUCKET < count && buckets < MOST_BUCKETS && buckets < spanNs) buckets *= 2;
		let widthNs = 1;
		while (widthNs * buckets < spanNs) widthNs *= 2;

		const rung = this.rungs;
		const first = rung === 0 ? 0 : (this.endBucket[rung - 1] ?? 0);
		this.reserve(first + buckets);
		this.rungs = rung + 1;
		this.startNs[rung] = startNs;
		this.widthNs[rung] = widthNs;
		this.nextNs[rung] = startNs;
		this.firstBucket[rung] = first;
		this.nextBucket[rung] = first;
		this.endBucket[rung] = first + buckets;
		this.bottomEndNs = startNs;

		const words = this.words;
		let event = words[head | NEXT] ?? 0;
		this.clear(head);
		while (event !== head) {
			const next = words[event | NEXT] ?? 0;
			this.append(this.headFor(rung, event), event);
			event = next;
		}
		return startNs + buckets * widthNs;
	}

	/** Moves a list into the bottom, which is empty. */
	private sort(head: number): void {
		const words = this.words;
		let event = words[head | NEXT] ?? 0;
		this.clear(head);
		while (event !== head) {
			const next = words[event | NEXT] ?? 0;
			this.insertSorted(event);
			event = next;
		}
	}

	private count(head: number): number {
		const words = this.words;
		let count = 0;
		for (let event = words[head | NEXT] ?? 0; event !== head; event = words[event | NEXT] ?? 0) count += 1;
		return count;
	}

	/** Sees to it that there are this many buckets. A bucket that is used up is empty, so it can be used again. */
	private reserve(buckets: number): void {
		const old = this.heads;
		if (buckets <= old.length) return;
		this.heads = new Int32Array(buckets);
		this.heads.set(old);
		for (let bucket = old.length; bucket < buckets; bucket++) {
			this.heads[bucket] = this.takeHead();
		}
	}

	private takeHead(): number {
		const head = this.take(0, 0, 0);
		// Before every event, so that the search for a place in the bottom ends here.
		this.times[head >> 1] = -1;
		this.clear(head);
		return head;
	}

	private clear(head: number): void {
		const words = this.words;
		words[head | NEXT] = head;
		words[head | PREVIOUS] = head;
	}
}
