import type { RequestLine } from "./request-line.ts";
import type { Scenario } from "./scenario.ts";
import { guardedSteps } from "./steps/guarded.ts";
import type { KeyStore } from "./steps/once.ts";
import type { Step } from "./steps/registry.ts";
import { stepsAt } from "./steps-at.ts";

/**
 * The step that a call is made for, by the numbers in the call's name: `e1.1/2/1` is the first call made for the second call
 * made for `e1.1`. Undefined where no step makes it, and for calls that items of a stream lead to.
 *
 * @param path the numbers behind the attempt's name, each from 1
 */
export function stepOfPath(
	{ nodes, routes }: Pick<Scenario, "nodes" | "routes">,
	server: string,
	request: RequestLine,
	path: readonly number[],
): Step | undefined {
	const [nth = 0, ...further] = path;
	const node = nodes[server];
	// Whatever a cache asks, it asks the one behind it, for the same.
	if (node?.is === "cache") return stepOfPath({ nodes, routes }, node.of, request, further);
	// And a balancer one of those behind it, which all do the same.
	if (node?.is === "balancer") return stepOfPath({ nodes, routes }, node.of[0] ?? "", request, further);
	const step = callsOf(stepsAt(routes[server] ?? {}, request) ?? [])[nth - 1];
	if (further.length === 0) return step;
	return step !== undefined && "ask" in step
		? stepOfPath({ nodes, routes }, step.ask, step.request, further)
		: undefined;
}

/** The calls that a route makes, as long as nothing fails and no key is known. */
function callsOf(steps: readonly Step[]): readonly Step[] {
	const index = steps.findIndex((step) => "once" in step);
	const [step, guarded] = [steps[index], guardedSteps(steps, index)];
	if (step === undefined || !("once" in step) || guarded === undefined) return steps.flatMap(calls);
	const [before, behind] = KEY_CALLS[step.store];
	const often = (times: number): readonly Step[] => Array.from({ length: times }, () => step);
	return [...often(before), ...guarded.inner.flatMap(calls), ...often(behind), ...guarded.after.flatMap(calls)];
}

/** How many statements about a key come before what is done, and how many after. */
const KEY_CALLS: Readonly<Record<KeyStore, readonly [before: number, behind: number]>> = {
	/** BEGIN and SELECT; INSERT and COMMIT. */
	"with-effect": [2, 2],
	/** BEGIN, SELECT, INSERT, COMMIT; UPDATE. */
	apart: [4, 1],
	memory: [0, 0],
};

/** The calls that a step makes, each told by the step itself. */
function calls(step: Step): readonly Step[] {
	if ("query" in step || "ask" in step) return Array.from({ length: step.times }, () => step);
	// BEGIN and COMMIT are calls as well; what comes of further attempts is beyond what names tell.
	return "transaction" in step ? [step, ...step.steps.flatMap(calls), step] : [];
}
