import type { PlannedExchange } from "@roundtrip/behaviour";
import { attemptCall, type CallId, type RequestLine, redirectChain, type Scenario } from "@roundtrip/model";

/**
 * Names the calls of strangers, who don't name them. The plan has each route once, as one exchange, and who asks for it
 * again is named as a client that began that exchange anew: so a name says everywhere which route it belongs to.
 *
 * @param node the server
 */
export function createCallNames(
	{ routes }: Pick<Scenario, "routes">,
	plan: readonly PlannedExchange[],
	node: string,
): (request: RequestLine) => CallId {
	const names = new Map<RequestLine, () => CallId>();
	for (const { to, request, exchange } of plan) {
		if (to !== node) continue;
		// Each time that a client begins anew it makes an attempt for each redirect as well, as far as names tell.
		const attempts = redirectChain(routes[node], request).length;
		let next = 1 - attempts;
		names.set(request, () => {
			next += attempts;
			return attemptCall(exchange, next);
		});
	}
	return (request) => {
		const name = names.get(request);
		if (name === undefined) throw new Error(`the plan has no ${request} for ${node}`);
		return name();
	};
}
