import { EventQueue } from "./event-queue.ts";
import { A, B, KIND } from "./event-store.ts";

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

class LadderKernel implements Kernel {
	dispatched = 0;
	private scheduled = 0;
	private cancelled = 0;
	private readonly handlers: Handler[] = [];
	private readonly queue: EventQueue = new EventQueue();

	get now(): number {
		return this.queue.nowNs;
	}

	get pending(): number {
		return this.scheduled - this.cancelled - this.dispatched;
	}

	register(handler: Handler): number {
		return this.handlers.push(handler) - 1;
	}

	// A double that is passed on in a call may be boxed, so times are put in the record before anything else is called.

	after(delayNs: number, kind: number, a: number, b: number): TimerHandle {
		const queue = this.queue;
		const event = queue.take(kind, a, b);
		queue.times[event >> 1] = queue.nowNs + delayNs;
		return this.schedule(event);
	}

	at(timeNs: number, kind: number, a: number, b: number): TimerHandle {
		const queue = this.queue;
		const event = queue.take(kind, a, b);
		queue.times[event >> 1] = timeNs;
		return this.schedule(event);
	}

	cancel(handle: TimerHandle): boolean {
		const queue = this.queue;
		const event = queue.find(handle);
		if (event < 0) return false;
		queue.remove(event);
		queue.release(event);
		this.cancelled += 1;
		return true;
	}

	run(limits: RunLimits = {}): "empty" | "horizon" | "limit" {
		const untilNs = limits.untilNs ?? Number.MAX_SAFE_INTEGER;
		const last = this.dispatched + (limits.maxEvents ?? Number.MAX_SAFE_INTEGER);
		const queue = this.queue;
		for (;;) {
			const event = queue.first();
			if (event === 0) return "empty";
			const timeNs = queue.times[event >> 1] ?? 0;
			if (timeNs > untilNs) return "horizon";
			if (this.dispatched >= last) return "limit";
			const words = queue.words;
			const kind = words[event | KIND] ?? 0;
			const a = words[event | A] ?? 0;
			const b = words[event | B] ?? 0;
			// Released first: its own handler may schedule into the same record, and finds its own handle stale.
			queue.remove(event);
			queue.release(event);
			queue.nowNs = timeNs;
			this.dispatched += 1;
			const handler = this.handlers[kind];
			if (handler === undefined) throw new RangeError(`no handler is registered for the kind ${kind}`);
			handler(a, b);
		}
	}

	private schedule(event: number): TimerHandle {
		const queue = this.queue;
		queue.insert(event);
		this.scheduled += 1;
		return queue.handleOf(event);
	}
}

/** A kernel at time 0 with nothing scheduled and no kinds. */
export function createKernel(): Kernel {
	return new LadderKernel();
}
