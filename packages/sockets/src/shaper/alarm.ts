import { Worker } from "node:worker_threads";
import { ENTRIES } from "../entries.ts";

/** Wakes this thread at a moment of the machine's clock. */
export interface Alarm {
	/** Instead of the moment that was set before. */
	set(moment: bigint): void;
	close(): Promise<void>;
}

/** The memory that the alarm's thread shares: how often the moment has changed, and the moment. */
export function alarmMemory(buffer: SharedArrayBuffer): {
	readonly changes: Int32Array;
	readonly moment: BigInt64Array;
} {
	return { changes: new Int32Array(buffer, 0, 1), moment: new BigInt64Array(buffer, 8, 1) };
}

/**
 * A thread that sleeps to the microsecond and then rings. Node's own timers count in milliseconds, and filling the rest
 * by spinning would take the processor away from the very processes that are measured.
 */
export function createAlarm(rung: () => void): Alarm {
	const buffer = new SharedArrayBuffer(16);
	const { changes, moment } = alarmMemory(buffer);
	// Flags of the program that runs this are not for the thread.
	const thread = new Worker(ENTRIES.alarm, { workerData: buffer, execArgv: [] });
	thread.on("message", rung);
	thread.unref();
	return {
		set(next) {
			Atomics.store(moment, 0, next);
			Atomics.add(changes, 0, 1);
			Atomics.notify(changes, 0);
		},
		close: async () => {
			await thread.terminate();
		},
	};
}
