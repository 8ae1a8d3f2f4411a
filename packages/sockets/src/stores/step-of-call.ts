import type { PlannedExchange } from "@roundtrip/behaviour";
import { type CallId, callParts, type QueryStep, redirectChain, type Scenario, type Step } from "@roundtrip/model";

/** A query that a database is asked, as far as the call and its effect tell. */
export interface AskedQuery {
	readonly call: CallId;
	readonly effect: string | undefined;
	/** The database that is asked. */
	readonly database: string;
}

/**
 * The step of a route that a call to a database is for: of the planned request, or of one that its client was sent on to, or
 * of what a server asked another. How often the client began anew, a database can't know: among requests that fit, that of the
 * attempt's number is taken. Where none fits, as with queries for items of a stream, any step that asks for the same does.
 */
export function stepOfCall(
	{ call, effect, database }: AskedQuery,
	scenario: Scenario,
	plan: readonly PlannedExchange[],
): QueryStep | undefined {
	const fits = (step: Step | undefined): step is QueryStep =>
		step !== undefined && "query" in step && step.query === database && step.effect === effect;
	const { exchange, attempt } = callParts(call);
	const planned = plan[exchange - 1];
	if (planned === undefined) return undefined;
	const path = call.split("/").slice(1).map(Number);
	const chain = redirectChain(scenario.routes[planned.to], planned.request);
	const likely = (attempt - 1) % chain.length;
	const steps = [...chain.slice(likely), ...chain.slice(0, likely)].map((request) =>
		stepAt(scenario, planned.to, request, path),
	);
	return steps.find(fits) ?? allSteps(scenario).find(fits);
}

/** Follows the numbers of a call's name: from a route to what it asks another server, and so on. */
function stepAt(scenario: Scenario, server: string, request: string, path: readonly number[]): Step | undefined {
	const [nth = 0, ...further] = path;
	const step = (scenario.routes[server]?.[request] ?? []).flatMap(calls)[nth - 1];
	if (further.length === 0 || step === undefined || !("ask" in step)) return step;
	return stepAt(scenario, step.ask, step.request, further);
}

/** The calls that a step makes, each told by the step itself. */
function calls(step: Step): readonly Step[] {
	return "query" in step || "ask" in step ? Array.from({ length: step.times }, () => step) : [];
}

function allSteps({ routes }: Scenario): readonly Step[] {
	const steps = Object.values(routes).flatMap((ofServer) => Object.values(ofServer).flat());
	return steps.flatMap((step): readonly Step[] => ("each" in step ? step.each : [step]));
}
