import { beliefOf, encodeRequest, type PlannedExchange, retryDelay } from "@roundtrip/behaviour";
import { type AttemptResult, attemptCall, type ClientSpec, type Step } from "@roundtrip/model";
import type { Call } from "../network/call.ts";
import type { Caller } from "../network/caller.ts";
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
	/** The route's steps at a server. */
	stepsOf(server: string, request: string): readonly Step[];
	/** Told when an exchange is over, with its last event. */
	settled(exchange: number, seq: number): void;
}

export function createClient(parts: ClientParts): SimulatedClient {
	const { world, name, spec } = parts;

	function attempt(
		planned: PlannedExchange,
		attemptNumber: number,
		earlier: readonly AttemptResult[],
		firstSeq: number,
	): void {
		const { exchange, to, method, path, body, request } = planned;
		const id = attemptCall(exchange, attemptNumber);
		const call: Call = {
			...{ id, exchange, attempt: attemptNumber, isHead: method === "HEAD" },
			request: encodeRequest(method, path, to, id, body),
			steps: parts.stepsOf(to, request),
			lastSeq: firstSeq,
			...{ connection: undefined, isSent: false, isOver: false, timeout: undefined },
			ended: (result) => ended(planned, call, [...earlier, result]),
		};
		parts.callerTo(to).ask(call, spec.timeout);
	}

	function ended(planned: PlannedExchange, call: Call, results: readonly AttemptResult[]): void {
		const result = results.at(-1);
		if (result === undefined) return;
		const { exchange } = planned;
		const waitNs = retryDelay(spec.retry, results.length, result, world.seed, exchange);
		if (waitNs === undefined) {
			settle(planned, call, results, result);
			return;
		}
		world.later(waitNs, () => {
			const next = results.length + 1;
			const data = { to: planned.to, waited: waitNs };
			const of = { node: name, exchange, attempt: next, call: attemptCall(exchange, next) };
			attempt(planned, next, results, world.record({ ...of, kind: "retried", causes: [call.lastSeq], data }));
		});
	}

	function settle(planned: PlannedExchange, call: Call, results: readonly AttemptResult[], last: AttemptResult): void {
		const { exchange, attempt: attemptNumber, id } = call;
		const status = last.how === "answered" ? { status: last.status } : {};
		const data = { belief: beliefOf(results), ...status, why: last.how };
		const of = { node: name, exchange, attempt: attemptNumber, call: id };
		const seq = world.record({ ...of, kind: "settled", causes: [call.lastSeq], data });
		parts.settled(planned.exchange, seq);
	}

	return {
		begin(planned, causes) {
			const { exchange, to, request } = planned;
			const of = { node: name, exchange, attempt: 1, call: attemptCall(exchange, 1) };
			attempt(planned, 1, [], world.record({ ...of, kind: "begun", causes, data: { to, request } }));
		},
	};
}
