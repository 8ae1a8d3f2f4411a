import {
	type Breaker,
	type BreakerSpec,
	createBreaker,
	createHedge,
	createRetryBudget,
	type Hedge,
	type HedgeSpec,
	type RetryBudget,
	type RetryBudgetSpec,
} from "@roundtrip/behaviour";

/** What a client remembers of one server. */
export interface ServerState {
	readonly breaker: Breaker | undefined;
	readonly budget: RetryBudget | undefined;
	readonly hedge: Hedge | undefined;
}

/** Policies whose decisions depend on what was before; `undefined` switches one off. */
export interface StatefulPolicies {
	readonly breaker: BreakerSpec | undefined;
	readonly budget: RetryBudgetSpec | undefined;
	readonly hedge: HedgeSpec | undefined;
}

/** Servers that are remembered. */
const SERVERS_AT_MOST = 1_000;

/** Keeps a state for each server, those that were asked last. */
export function createServerStates(policies: StatefulPolicies): (origin: string) => ServerState {
	const states = new Map<string, ServerState>();
	return (origin) => {
		const state = states.get(origin) ?? {
			breaker: policies.breaker && createBreaker(policies.breaker),
			budget: policies.budget && createRetryBudget(policies.budget),
			hedge: policies.hedge && createHedge(policies.hedge),
		};
		// The last one in a map is the one that was put there last.
		states.delete(origin);
		states.set(origin, state);
		const [oldest] = states.keys();
		if (states.size > SERVERS_AT_MOST && oldest !== undefined) states.delete(oldest);
		return state;
	};
}
