import type { AttemptResult, ClientSpec, Nanoseconds } from "@roundtrip/model";
import { type Breaker, type BreakerAnswer, createBreaker, type Leave } from "./breaker.ts";
import { createRetryBudget, USUAL_BUDGET } from "./budget.ts";

/** What keeps a client of a scenario from sending: one breaker for each server, and one budget for all retries. */
export interface ClientGuard {
	/** May a try go out to a server? Undefined where the client has no breaker. */
	ask(server: string, nowNs: Nanoseconds): BreakerAnswer | undefined;
	/** What became of a try that had leave. */
	tell(server: string, leave: Leave, result: AttemptResult, nowNs: Nanoseconds): void;
	/** An exchange begins: its first try pays for a part of a retry. */
	begins(): void;
	/** Asked before each retry; true takes its price. */
	mayRetry(): boolean;
}

/** Undefined for clients that nothing keeps. */
export function createClientGuard({ retry, breaker }: Pick<ClientSpec, "retry" | "breaker">): ClientGuard | undefined {
	const { budget } = retry;
	if (budget === undefined && breaker === undefined) return undefined;
	const atMost = Math.max(USUAL_BUDGET.atMost, budget?.reserve ?? 0);
	const purse = budget === undefined ? undefined : createRetryBudget({ ...budget, atMost });
	const breakers = new Map<string, Breaker>();

	function breakerFor(server: string): Breaker | undefined {
		if (breaker === undefined) return undefined;
		const known = breakers.get(server);
		if (known !== undefined) return known;
		const { failures, of, open: openNs, probes } = breaker;
		const made = createBreaker({ failures, of, openNs, probes });
		breakers.set(server, made);
		return made;
	}

	return {
		ask: (server, nowNs) => breakerFor(server)?.ask(nowNs),
		tell(server, leave, result, nowNs) {
			if (result.how === "left") breakerFor(server)?.giveBack(leave);
			else breakerFor(server)?.tell(leave, isGood(result), nowNs);
		},
		begins: () => purse?.request(),
		mayRetry: () => purse?.spend() ?? true,
	};
}

/** An answer that isn't the server's own fault. */
function isGood(result: AttemptResult): boolean {
	return result.how === "answered" && result.status < 500;
}
