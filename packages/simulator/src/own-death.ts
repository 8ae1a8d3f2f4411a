import type { CallId, CrashPoint } from "@roundtrip/model";
import type { World } from "./world.ts";

/** At a point of its work on a call a node may be meant to die; says whether it has. */
export function diesAt(world: World, node: string, when: CrashPoint, call: CallId, causes: readonly number[]): boolean {
	const crash = world.crashAt(node, when, call);
	if (crash === undefined || world.machines.get(node)?.state !== "up") return false;
	world.deaths.kill(world, crash, causes);
	return true;
}

/** A server has taken in a request, and that may be one more than it has memory for; says whether it has died of it. */
export function runsOutOfMemory(world: World, server: string, inHand: number, causes: readonly number[]): boolean {
	const exhaustion = world.exhaustion?.(server, inHand, world.kernel.now);
	if (exhaustion === undefined) return false;
	world.deaths.kill(world, exhaustion, causes);
	return true;
}
