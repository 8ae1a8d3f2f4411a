import { createCrashAt, createExhaustion } from "@roundtrip/behaviour";
import type { CallId } from "@roundtrip/model";
import type { NodeContext } from "../node-context.ts";

/**
 * This process may be meant to die: at a point of its work on a call, or when it has taken in one request more than it has
 * memory for. Then it writes down by which fault, and kills itself, as a kernel would. The signal strikes before the call that
 * sends it returns.
 */
export function createOwnDeath({
	scenario,
	node,
	journal,
	timers,
	isUnrecorded = false,
}: NodeContext): Required<Pick<NodeContext, "reached" | "taken">> {
	if (isUnrecorded) return { reached: () => undefined, taken: () => undefined };
	const crashAt = createCrashAt(scenario);
	const exhaustion = createExhaustion(scenario);
	const die = (call: CallId, fault: number): void => {
		journal.write({ note: "dying", at: timers.clock.now(), node, call, fault });
		process.kill(process.pid, "SIGKILL");
	};
	return {
		reached(when, call) {
			const crash = crashAt(node, when, call);
			if (crash !== undefined) die(call, crash.fault);
		},
		taken(call, inHand, atNs) {
			const death = exhaustion?.(node, inHand, atNs);
			if (death !== undefined) die(call, death.fault);
		},
	};
}
