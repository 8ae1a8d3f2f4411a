import { requestTarget, routesAt, type Scenario, type Step, stepsAt, type TrafficSpec } from "@roundtrip/model";

/**
 * How many items the client of a WebSocket waits for before it closes: those that its route says come for each of its own.
 * Whoever closes hears nothing more (RFC 6455, section 5.5.1), so that a client that closed behind its last item would miss
 * the answer to it. Undefined where nobody can know: on a channel others speak too.
 */
export function awaitedAnswers(
	scenario: Scenario,
	to: string,
	{ request, send, items, stay }: Pick<TrafficSpec, "request" | "send" | "items" | "stay">,
): number | undefined {
	if (send === undefined || items !== undefined || stay !== undefined) return undefined;
	if (requestTarget(request).protocol !== "websocket") return undefined;
	const steps = stepsAt(routesAt(scenario, to), request) ?? [];
	if (steps.some((step) => "subscribe" in step)) return undefined;
	const first = steps.findIndex((step) => "each" in step);
	const before = sentBy(steps.slice(0, Math.max(0, first)));
	return steps.reduce((sum, step) => sum + ("each" in step ? send * sentBy(step.each) : 0), before);
}

function sentBy(steps: readonly Step[]): number {
	return steps.reduce((sum, step) => {
		if ("send" in step) return sum + step.send;
		return "transaction" in step ? sum + sentBy(step.steps) : sum;
	}, 0);
}
