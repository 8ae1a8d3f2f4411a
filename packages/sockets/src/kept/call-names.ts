import type { PlannedExchange } from "@roundtrip/behaviour";
import { attemptCall, type CallId, type RequestLine } from "@roundtrip/model";

/**
 * Names the calls of strangers, who don't name them. The plan has each route once; the nth request for a route is its
 * exchange in the nth round of the plan, so that a name says everywhere which route it belongs to.
 *
 * @param node the server
 */
export function createCallNames(plan: readonly PlannedExchange[], node: string): (request: RequestLine) => CallId {
	const rounds = new Map<RequestLine, number>();
	return (request) => {
		const planned = plan.find((each) => each.to === node && each.request === request);
		if (planned === undefined) throw new Error(`the plan has no ${request} for ${node}`);
		const round = rounds.get(request) ?? 0;
		rounds.set(request, round + 1);
		return attemptCall(planned.exchange + round * plan.length, 1);
	};
}
