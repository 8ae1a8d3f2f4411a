import { EventQueue } from "./event-queue.ts";
import { FIELDS } from "./event-store.ts";

const { NEXT, KIND, A, B } = FIELDS;

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
	/**
	 * Schedules `kind` at now + `delayNs`, to be called with two 32-bit integers. Throws a RangeError unless the delay is
	 * an integer of at least 0 and the time a safe integer (104 days), or when more than eight million events wait.
	 */
	after(delayNs: number, kind: number, a: number, b: number): TimerHandle;
	/** The same as `after`, at a time since the run began, which is not before now. */
	at(timeNs: number, kind: number, a: number, b: number): TimerHandle;
	/** True when it was pending and is now gone; a stale or zero handle answers false. */
	cancel(handle: TimerHandle): boolean;
	/**
	 * Handles events in order until none is pending, the next lies after untilNs, or maxEvents were handled. Now is the
	 * time of the last one then, also where that is before untilNs. Throws what a handler throws, and can be called again.
	 */
	run(limits?: RunLimits): "empty" | "horizon" | "limit";
	/** When the next event is due; undefined if none is. */
	nextDueNs(): number | undefined;
	/**
	 * Brings now to a time at which nothing happens, for whoever lets the kernel follow a clock of its own. Throws a
	 * RangeError unless it is a safe integer, not before now, and no event waits before it.
	 */
	advance(toNs: number): void;
	/**
	 * Back to time 0 with no kinds, as a new kernel that has its room already. Throws an Error while something waits.
	 */
	reset(): void;
}

/**
 * One object with its queue and its records, whose fields are private to the compiler only: V8 inlines more of it that
 * way, which is a tenth of the speed.
 */
class LadderKernel extends EventQueue implements Kernel {
	dispatched = 0;
	private cancelled = 0;
	private handlers: Handler[] = [];

	get now(): number {
		return this.nowNs;
	}

	get pending(): number {
		return this.inserted - this.cancelled - this.dispatched;
	}

	register(handler: Handler): number {
		return this.handlers.push(handler) - 1;
	}

	cancel(handle: TimerHandle): boolean {
		const event = this.find(handle);
		if (event < 0) return false;
		this.remove(event);
		this.release(event);
		this.cancelled += 1;
		return true;
	}

	run(limits: RunLimits = {}): "empty" | "horizon" | "limit" {
		const untilNs = limits.untilNs ?? Number.MAX_SAFE_INTEGER;
		const last = this.dispatched + (limits.maxEvents ?? Number.MAX_SAFE_INTEGER);
		for (;;) {
			// The words are not kept between events: their buffer is another one after it grew.
			const words = this.words;
			const event = words[NEXT] ?? 0;
			if (event === 0) {
				if (this.refill()) continue;
				return "empty";
			}
			const timeNs = this.times[event >> 1] ?? 0;
			if (timeNs > untilNs) return "horizon";
			if (this.dispatched >= last) return "limit";
			const kind = words[event | KIND] ?? 0;
			const a = words[event | A] ?? 0;
			const b = words[event | B] ?? 0;
			// Released first: its own handler may schedule into the same record, and finds its own handle stale.
			this.removeFirst(event);
			this.release(event);
			this.nowNs = timeNs;
			this.dispatched += 1;
			const handler = this.handlers[kind];
			if (handler === undefined) throw new RangeError(`no handler is registered for the kind ${kind}`);
			handler(a, b);
		}
	}

	nextDueNs(): number | undefined {
		let event = this.words[NEXT] ?? 0;
		// Looking moves events down the ladder, as running does; it changes nothing that anyone can tell.
		while (event === 0 && this.refill()) event = this.words[NEXT] ?? 0;
		return event === 0 ? undefined : this.times[event >> 1];
	}

	advance(toNs: number): void {
		const nextNs = this.nextDueNs() ?? Number.MAX_SAFE_INTEGER;
		if (!(Number.isSafeInteger(toNs) && toNs >= this.nowNs && toNs <= nextNs)) {
			throw new RangeError(`now can't be brought from ${this.nowNs} ns to ${toNs} ns`);
		}
		this.nowNs = toNs;
	}

	reset(): void {
		if (this.pending > 0) throw new Error(`${this.pending} events still wait`);
		this.rewind();
		this.handlers = [];
		this.cancelled = 0;
		this.dispatched = 0;
	}
}

/** A kernel at time 0 with nothing scheduled and no kinds. */
export function createKernel(): Kernel {
	return new LadderKernel();
}
