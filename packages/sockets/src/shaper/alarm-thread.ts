import { parentPort, workerData } from "node:worker_threads";
import { alarmMemory } from "./alarm.ts";

/** Sleeps until the moment in shared memory, rings once, and waits for the next change. */
function watch(buffer: SharedArrayBuffer): never {
	const { changes, moment } = alarmMemory(buffer);
	let rungFor = 0;
	for (;;) {
		const change = Atomics.load(changes, 0);
		if (change === rungFor) {
			Atomics.wait(changes, 0, change);
			continue;
		}
		const restNs = Number(Atomics.load(moment, 0) - process.hrtime.bigint());
		if (restNs > 0) {
			Atomics.wait(changes, 0, change, restNs / 1e6);
			continue;
		}
		rungFor = change;
		parentPort?.postMessage(null);
	}
}

watch(workerData);
