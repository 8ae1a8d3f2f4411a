import { type Callers, createCallers } from "../clients/callers.ts";
import type { RoleParts, RolePlayer } from "../processes/role.ts";
import { createBalancerServer } from "./balancer-server.ts";

/** Plays a balancer. */
export function playBalancer({ context, plan }: RoleParts): RolePlayer {
	const spec = context.scenario.nodes[context.node];
	if (spec?.is !== "balancer") throw new Error(`${context.node} is no balancer`);
	let callers: Callers | undefined;
	const server = createBalancerServer(context, spec, {
		callers() {
			if (callers === undefined) throw new Error("a request came before the run began");
			return callers;
		},
		clientOf: (exchange) => plan[exchange - 1]?.from ?? "",
	});
	return {
		listen: server.listen,
		begin(surroundings) {
			callers = createCallers(context, surroundings);
		},
		get isIdle() {
			return server.isIdle && callers?.isIdle !== false;
		},
		close() {
			server.close();
			callers?.close();
		},
	};
}
