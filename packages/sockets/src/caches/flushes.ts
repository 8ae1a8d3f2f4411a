import { plannedFlushes } from "@roundtrip/behaviour";
import type { NodeContext } from "../node-context.ts";
import type { Timer } from "../shaper/timers.ts";
import type { CacheStore } from "./cache-store.ts";
import { CacheStoreError } from "./cache-store-error.ts";

/** The flushes of a cache that are still to come. */
export interface Flushes {
	/** True until the last is done. */
	readonly isBusy: boolean;
	cancel(): void;
}

/** Empties the store of a cache when a fault says so; what lies behind an earlier life of the process is over. */
export function scheduleFlushes({ scenario, node, journal, timers }: NodeContext, store: () => CacheStore): Flushes {
	const planned = plannedFlushes(scenario, node).filter(({ atNs }) => atNs >= timers.clock.now());
	let left = planned.length;
	async function flush(fault: number): Promise<void> {
		const at = timers.clock.now();
		try {
			await store().clear();
			journal.write({ at, node, kind: "flushed", data: { fault } });
		} catch (error) {
			// A store that can't be reached gives nothing away either; whoever asks next says that it fails.
			if (!(error instanceof CacheStoreError)) throw error;
		} finally {
			left--;
		}
	}

	const waiting: readonly Timer[] = planned.map(({ fault, atNs }) => timers.at(atNs, () => void flush(fault)));
	return {
		get isBusy() {
			return left > 0;
		},
		cancel() {
			for (const timer of waiting) timer.cancel();
		},
	};
}
