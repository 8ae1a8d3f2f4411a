import { beliefOf, type PlannedExchange, retryDelay } from "@roundtrip/behaviour";
import { type AttemptResult, attemptCall, type ClientSpec } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import type { Callers } from "./callers.ts";
import { createQuestion, type Question } from "./question.ts";

/** The exchanges of one client. */
export interface Exchanges {
	/** Those that are not over. */
	readonly left: number;
}

export interface ExchangesParts {
	readonly context: NodeContext;
	readonly spec: ClientSpec;
	/** Of the whole run; only this client's are begun. */
	readonly plan: readonly PlannedExchange[];
	readonly callers: Callers;
	/** Told when none is left. */
	readonly allSettled: () => void;
}

/** Begins each exchange when it is due, tries again as the policy says, and comes to a belief about it. */
export function beginExchanges({ context, spec, plan, callers, allSettled }: ExchangesParts): Exchanges {
	const { node, seed, journal, timers } = context;
	const own = plan.filter((planned) => planned.from === node);
	const followers = new Map(own.flatMap((each) => (each.after === undefined ? [] : [[each.after, each] as const])));
	let left = own.length;

	function begin(planned: PlannedExchange): void {
		const { exchange, to, request } = planned;
		const at = timers.clock.now();
		journal.write({ ...ofCall(attemptCall(exchange, 1)), at, node, kind: "begun", data: { to, request } });
		attempt(planned, 1, [], at);
	}

	function attempt(planned: PlannedExchange, number: number, earlier: readonly AttemptResult[], begunNs: number): void {
		const { exchange, to, method, path, body } = planned;
		const call = attemptCall(exchange, number);
		const ended: Question["ended"] = (result, endedNs) => attempted(planned, [...earlier, result], result, endedNs);
		const at = { atNs: begunNs, timeoutNs: spec.timeout };
		callers.to(to).ask(createQuestion({ call, to, method, path, body, ...at, ended }));
	}

	function attempted(
		planned: PlannedExchange,
		results: readonly AttemptResult[],
		last: AttemptResult,
		atNs: number,
	): void {
		const { exchange, to } = planned;
		const waited = retryDelay(spec.retry, results.length, last, seed, exchange);
		if (waited === undefined) {
			settle(planned, results, last, atNs);
			return;
		}
		timers.at(atNs + waited, () => {
			const number = results.length + 1;
			const at = timers.clock.now();
			journal.write({ ...ofCall(attemptCall(exchange, number)), at, node, kind: "retried", data: { to, waited } });
			attempt(planned, number, results, at);
		});
	}

	function settle(planned: PlannedExchange, results: readonly AttemptResult[], last: AttemptResult, at: number): void {
		const { exchange } = planned;
		const status = last.how === "answered" ? { status: last.status } : {};
		const data = { belief: beliefOf(results), ...status, why: last.how };
		const call = attemptCall(exchange, results.length);
		journal.write({ ...ofCall(call), at, node, kind: "settled", data });
		left--;
		const next = followers.get(exchange);
		if (next !== undefined) timers.at(Math.max(next.atNs, timers.clock.now()), () => begin(next));
		if (left === 0) allSettled();
	}

	for (const planned of own) if (planned.after === undefined) timers.at(planned.atNs, () => begin(planned));
	if (left === 0) allSettled();
	return {
		get left() {
			return left;
		},
	};
}
