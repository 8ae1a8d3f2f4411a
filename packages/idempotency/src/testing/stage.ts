import type { KillPoint, Order, Report, Wish } from "./control.ts";

/** What a server of a test has in common with its test: gates, a clock, and the point of its death. */
export interface Stage {
	clock(): number;
	/** Dies here if it was told to. */
	reached(point: string): void;
	/** Waits where the request wishes it, then does the effect and dies on either side of it if it was told to. */
	perform<Value>(wish: Wish, effect: () => Promise<Value>): Promise<Value>;
	listening(port: number): void;
}

export function createStage(): Stage {
	let aheadMs = 0;
	let kill: KillPoint | undefined;
	const gates = new Map<string, (() => void)[]>();
	const report = (said: Report): void => void process.send?.(said);
	process.on("message", (order: Order) => {
		if ("kill" in order) kill = order.kill;
		else if ("aheadMs" in order) aheadMs += order.aheadMs;
		else for (const open of gates.get(order.open) ?? []) open();
	});
	// Whoever started us is gone.
	process.on("disconnect", () => process.exit());
	const reached = (point: string): void => {
		if (point === kill) process.kill(process.pid, "SIGKILL");
		report({ step: point });
	};
	return {
		clock: () => Date.now() + aheadMs,
		reached,
		async perform({ gate }, effect) {
			if (gate !== undefined) {
				const opened = new Promise<void>((resolve) => void gates.set(gate, [...(gates.get(gate) ?? []), resolve]));
				report({ waiting: gate });
				await opened;
			}
			reached("before-effect");
			const value = await effect();
			reached("after-effect");
			return value;
		},
		listening: (port) => report({ listening: port }),
	};
}
