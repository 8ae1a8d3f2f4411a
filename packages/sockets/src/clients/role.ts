import type { RoleParts, RolePlayer } from "../processes/role.ts";
import { type Callers, createCallers } from "./callers.ts";
import { beginExchanges, type Exchanges } from "./exchanges.ts";

/** Plays a client. */
export function playClient({ context, plan, settled }: RoleParts): RolePlayer {
	const spec = context.scenario.nodes[context.node];
	if (spec?.is !== "client") throw new Error(`${context.node} is no client`);
	let callers: Callers | undefined;
	let exchanges: Exchanges | undefined;
	return {
		begin(surroundings) {
			callers = createCallers(context, surroundings);
			exchanges = beginExchanges({ context, spec, plan, callers, allQuiet: settled });
		},
		get isIdle() {
			return exchanges?.isQuiet === true && callers?.isIdle === true;
		},
		get isListening() {
			return exchanges?.isListening === true;
		},
		close: () => callers?.close(),
	};
}
