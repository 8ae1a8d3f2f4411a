import type { PlannedExchange } from "@roundtrip/behaviour";
import type { World } from "./world.ts";

/** When exchanges begin: at their time, or after the one that they follow. */
export interface Traffic {
	/** Schedules all exchanges that wait for no other. */
	start(): void;
	/** An exchange is over, with this event, and answered with this status: the one that waits for it may begin. */
	settled(exchange: number, seq: number, status: number | undefined): void;
}

/** @param begin called when an exchange begins, with the events that it had to wait for */
export function createTraffic(
	world: World,
	plan: readonly PlannedExchange[],
	begin: (planned: PlannedExchange, causes: readonly number[]) => void,
): Traffic {
	const followers = new Map(
		plan.flatMap((planned) => (planned.after === undefined ? [] : [[planned.after, planned] as const])),
	);
	/** Lines of traffic that have what they wanted. */
	const done = new Set<number>();
	const schedule = (planned: PlannedExchange, causes: readonly number[]): void => {
		world.later(Math.max(0, planned.atNs - world.kernel.now), () => {
			if (planned.until === undefined || !done.has(planned.until.line)) begin(planned, causes);
		});
	};
	return {
		start() {
			for (const planned of plan) if (planned.after === undefined) schedule(planned, []);
		},
		settled(exchange, seq, status) {
			const until = plan[exchange - 1]?.until;
			if (until !== undefined && status === until.status) done.add(until.line);
			const next = followers.get(exchange);
			if (next !== undefined) schedule(next, [seq]);
		},
	};
}
