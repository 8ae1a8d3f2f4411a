import { type Callers, createCallers } from "../clients/callers.ts";
import type { RoleParts, RolePlayer } from "../processes/role.ts";
import { createRouteServer } from "./route.ts";

/** Plays a server. */
export function playServer({ context }: RoleParts): RolePlayer {
	const spec = context.scenario.nodes[context.node];
	if (spec?.is !== "server") throw new Error(`${context.node} is no server`);
	let callers: Callers | undefined;
	const answering = createRouteServer(context, spec, () => {
		if (callers === undefined) throw new Error("a request came before the run began");
		return callers;
	});
	return {
		listen: answering.listen,
		begin(surroundings) {
			callers = createCallers(context, surroundings);
		},
		get isIdle() {
			return answering.isIdle && callers?.isIdle !== false;
		},
		leave: answering.leave,
		close() {
			answering.close();
			callers?.close();
		},
	};
}
