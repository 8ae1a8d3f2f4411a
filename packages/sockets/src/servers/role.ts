import { type Callers, createCallers } from "../clients/callers.ts";
import type { RoleParts, RolePlayer } from "../processes/role.ts";
import type { OpenDoors } from "./doors.ts";
import { createRouteServer } from "./route.ts";

/** Plays a server, with doors of its own where they are given. */
export function playServer({ context }: RoleParts, openDoors?: OpenDoors): RolePlayer {
	const spec = context.scenario.nodes[context.node];
	if (spec?.is !== "server") throw new Error(`${context.node} is no server`);
	let callers: Callers | undefined;
	const asking = (): Callers => {
		if (callers === undefined) throw new Error("a request came before the run began");
		return callers;
	};
	const answering = createRouteServer(context, spec, asking, openDoors);
	return {
		listen: answering.listen,
		begin(surroundings) {
			callers = createCallers(context, surroundings);
		},
		get isIdle() {
			return answering.isIdle && callers?.isIdle !== false;
		},
		close() {
			answering.close();
			callers?.close();
		},
	};
}
