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
	const asked = new Map<RequestLine, number>();
	return (request) => {
		const planned = plan.find((each) => each.to === node && each.request === request);
		if (planned === undefined) throw new Error(`the plan has no ${request} for ${node}`);
		const before = asked.get(request) ?? 0;
		asked.set(request, before + 1);
		// Each time that a client begins anew it makes an attempt for each redirect as well, as far as names tell.
		return attemptCall(planned.exchange, 1 + before * redirectChain(routes[node], request).length);
	};
}
