import { beliefOf, type PlannedExchange, retryDelay } from "@roundtrip/behaviour";
import { type AttemptResult, attemptCall, type ClientSpec } from "@roundtrip/model";
import { createCall, ofCall } from "../links/call.ts";
import type { Caller } from "../links/caller.ts";
import type { World } from "../world.ts";

/** Begins exchanges, tries them again as its policy says, and comes to a belief about each. */
export interface SimulatedClient {
	begin(planned: PlannedExchange, causes: readonly number[]): void;
}

export interface ClientParts {
	readonly world: World;
	readonly name: string;
	readonly spec: ClientSpec;
	/** The way to a server. */
	callerTo(server: string): Caller;
	/** Told when an exchange is over, with its last event. */
	settled(exchange: number, seq: number): void;
}

export function createClient(parts: ClientParts): SimulatedClient {
	const { world, name, spec } = parts;

	/** The fields of an event of the nth attempt, from 1. */
	const of = ({ exchange }: PlannedExchange, nth: number): ReturnType<typeof ofCall> =>
		ofCall({ exchange, attempt: nth, id: attemptCall(exchange, nth) }, name);

	/** @param earlier how the attempts before this one ended */
	function attempt(planned: PlannedExchange, earlier: readonly AttemptResult[], firstSeq: number): void {
		const { exchange, to, method, path, body, request } = planned;
		const nth = earlier.length + 1;
		const id = attemptCall(exchange, nth);
		const call = createCall({
			...{ id, exchange, attempt: nth, question: { method, path, body } },
			steps: world.scenario.routes[to]?.[request] ?? [],
			lastSeq: firstSeq,
			ended: (result, seq) => ended(planned, [...earlier, result], result, seq),
		});
		parts.callerTo(to).ask(call, spec.timeout);
	}

	function ended(
		planned: PlannedExchange,
		results: readonly AttemptResult[],
		last: AttemptResult,
		lastSeq: number,
	): void {
		const waitNs = retryDelay(spec.retry, results.length, last, world.seed, planned.exchange);
		if (waitNs === undefined) {
			settle(planned, results, last, lastSeq);
			return;
		}
		world.later(waitNs, () => {
			const data = { to: planned.to, waited: waitNs };
			const again = of(planned, results.length + 1);
			attempt(planned, results, world.record({ ...again, kind: "retried", causes: [lastSeq], data }));
		});
	}

	function settle(
		planned: PlannedExchange,
		results: readonly AttemptResult[],
		last: AttemptResult,
		lastSeq: number,
	): void {
		const status = last.how === "answered" ? { status: last.status } : {};
		const data = { belief: beliefOf(results), ...status, why: last.how };
		const seq = world.record({ ...of(planned, results.length), kind: "settled", causes: [lastSeq], data });
		parts.settled(planned.exchange, seq);
	}

	return {
		begin(planned, causes) {
			const { to, request } = planned;
			const seq = world.record({ ...of(planned, 1), kind: "begun", causes, data: { to, request } });
			attempt(planned, [], seq);
		},
	};
}
