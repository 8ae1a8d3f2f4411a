import type { RunClock } from "../clock.ts";
import { type Alarm, createAlarm } from "./alarm.ts";
import { createHeap } from "./heap.ts";

/** Something that will happen, unless it is cancelled. */
export interface Timer {
	cancel(): void;
}

/** Timers that are true to a fraction of a millisecond. One set serves a whole process. */
export interface Timers {
	readonly clock: RunClock;
	/** Calls at a time of the run, never before it; calls of the same time in the order in which they were asked for. */
	at(timeNs: number, action: () => void): Timer;
	after(delayNs: number, action: () => void): Timer;
	/** Ends the alarm; nothing is called any more. */
	close(): Promise<void>;
}

interface Entry {
	readonly timeNs: number;
	readonly order: number;
	action: (() => void) | undefined;
}

/** How long before its time the alarm rings: waking this thread takes about as long, the rest is spun through. */
const AHEAD_NS = 300_000;

export function createTimers(clock: RunClock): Timers {
	const waiting = createHeap<Entry>((a, b) => a.timeNs - b.timeNs || a.order - b.order);
	let order = 0;
	let spinning = false;
	/** The time that the alarm is set to; none while spinning. */
	let alarmNs = Number.POSITIVE_INFINITY;

	const alarm: Alarm = createAlarm(() => {
		alarmNs = Number.POSITIVE_INFINITY;
		if (!spinning) runDue();
	});

	/** Takes one action a turn of the event loop, so that all that follows from one has happened before the next. */
	function runDue(): void {
		spinning = false;
		const next = firstWaiting();
		if (next === undefined) return;
		if (next.timeNs <= clock.now()) {
			waiting.takeFirst();
			const { action } = next;
			next.action = undefined;
			action?.();
		}
		const following = firstWaiting();
		if (following !== undefined) wakeFor(following.timeNs);
	}

	/** Forgets what was cancelled. */
	function firstWaiting(): Entry | undefined {
		let first = waiting.first();
		while (first !== undefined && first.action === undefined) {
			waiting.takeFirst();
			first = waiting.first();
		}
		return first;
	}

	/** Sockets are served between two looks at the clock. */
	function wakeFor(timeNs: number): void {
		if (spinning) return;
		if (timeNs - clock.now() <= AHEAD_NS) {
			spinning = true;
			setImmediate(runDue);
		} else if (timeNs < alarmNs) {
			alarmNs = timeNs;
			alarm.set(clock.onMachine(timeNs - AHEAD_NS));
		}
	}

	function at(timeNs: number, action: () => void): Timer {
		const entry: Entry = { timeNs, order: order++, action };
		waiting.add(entry);
		if (waiting.first() === entry) wakeFor(timeNs);
		return {
			cancel() {
				entry.action = undefined;
			},
		};
	}

	return {
		clock,
		at,
		after: (delayNs, action) => at(clock.now() + delayNs, action),
		close() {
			while (waiting.takeFirst() !== undefined);
			return alarm.close();
		},
	};
}
