/** What an event does: called with the two integers that it was scheduled with. */
export type Handler = (a: number, b: number) => void;

/** Names one scheduled event for as long as it waits; opaque, 0 means none. */
export type TimerHandle = number;

/** Where `run` stops beside running dry. */
export interface RunLimits {
	/** The last instant whose events are still handled, ns since the run began. */
	untilNs?: number;
	/** How many events this call handles at most. */
	maxEvents?: number;
}

/** Virtual time and the events that wait in it. */
export interface Kernel {
	/** Virtual time, ns since the run began. */
	readonly now: number;
	/** Events waiting. */
	readonly pending: number;
	/** Events handled so far. */
	readonly dispatched: number;
	/** Registers a handler; returns its kind. Kinds are small integers in order of registration. */
	register(handler: Handler): number;
	/** Schedules `kind` at now + `delayNs` (an integer, at least 0). */
	after(delayNs: number, kind: number, a: number, b: number): TimerHandle;
	/** Schedules `kind` at `timeNs` (an integer, at least now). */
	at(timeNs: number, kind: number, a: number, b: number): TimerHandle;
	/** True when it was pending and is now gone; a stale or zero handle answers false. */
	cancel(handle: TimerHandle): boolean;
	/** Handles events in order until none is pending, the next lies after untilNs, or maxEvents were handled. */
	run(limits?: RunLimits): "empty" | "horizon" | "limit";
}

interface Waiting {
	readonly handle: TimerHandle;
	readonly timeNs: number;
	readonly kind: number;
	readonly a: number;
	readonly b: number;
}

class SortedListKernel implements Kernel {
	now = 0;
	dispatched = 0;
	#handlers: Handler[] = [];
	/** Latest first, so that the next event is taken off the end. */
	#waiting: Waiting[] = [];
	#lastHandle = 0;

	get pending(): number {
		return this.#waiting.length;
	}

	register(handler: Handler): number {
		return this.#handlers.push(handler) - 1;
	}

	after(delayNs: number, kind: number, a: number, b: number): TimerHandle {
		return this.at(this.now + delayNs, kind, a, b);
	}

	at(timeNs: number, kind: number, a: number, b: number): TimerHandle {
		if (!Number.isSafeInteger(timeNs) || timeNs < this.now) {
			throw new RangeError(`an event at ${timeNs} ns can't be scheduled at ${this.now} ns`);
		}
		this.#lastHandle += 1;
		let low = 0;
		let high = this.#waiting.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.#waiting[middle]?.timeNs ?? 0) > timeNs) low = middle + 1;
			else high = middle;
		}
		this.#waiting.splice(low, 0, { handle: this.#lastHandle, timeNs, kind, a, b });
		return this.#lastHandle;
	}

	cancel(handle: TimerHandle): boolean {
		const index = this.#waiting.findIndex((event) => event.handle === handle);
		if (index < 0) return false;
		this.#waiting.splice(index, 1);
		return true;
	}

	run(limits: RunLimits = {}): "empty" | "horizon" | "limit" {
		const untilNs = limits.untilNs ?? Number.MAX_SAFE_INTEGER;
		const last = this.dispatched + (limits.maxEvents ?? Number.MAX_SAFE_INTEGER);
		for (;;) {
			const next = this.#waiting.at(-1);
			if (next === undefined) return "empty";
			if (next.timeNs > untilNs) return "horizon";
			if (this.dispatched >= last) return "limit";
			this.#waiting.pop();
			this.now = next.timeNs;
			this.dispatched += 1;
			this.#handlers[next.kind]?.(next.a, next.b);
		}
	}
}

/** A kernel at time 0 with nothing scheduled and no kinds. */
export function createKernel(): Kernel {
	return new SortedListKernel();
}
