import { createCrashAt } from "@roundtrip/behaviour";
import type { NodeContext } from "../node-context.ts";

/**
 * At a point of its work on a call this process may be meant to die: then it writes down by which fault, and kills itself. The
 * signal strikes before the call that sends it returns.
 */
export function createOwnDeath({
	scenario,
	node,
	journal,
	timers,
	isUnrecorded = false,
}: NodeContext): NonNullable<NodeContext["reached"]> {
	if (isUnrecorded) return () => undefined;
	const crashAt = createCrashAt(scenario);
	return (when, call) => {
		const crash = crashAt(node, when, call);
		if (crash === undefined) return;
		journal.write({ note: "dying", at: timers.clock.now(), node, call, fault: crash.fault });
		process.kill(process.pid, "SIGKILL");
	};
}
