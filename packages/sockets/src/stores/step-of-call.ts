import type { PlannedExchange } from "@roundtrip/behaviour";
import {
	type CallId,
	callParts,
	effectsOf,
	isTransactionOf,
	type OnceStep,
	originalOf,
	type QueryStep,
	redirectChain,
	type Scenario,
	type Step,
	stepOfPath,
	type TransactionStep,
	withInnerSteps,
} from "@roundtrip/model";

/** A query that a database is asked, as far as the call and its effects tell. */
export interface AskedQuery {
	readonly call: CallId;
	/** All that it makes lasting. */
	readonly effects: readonly string[];
	/** The database that is asked. */
	readonly database: string;
	/** The amount that it reads or changes. */
	readonly amount?: string | undefined;
	/** It begins a transaction, or ends it. */
	readonly isControl?: boolean;
	/** It is about an idempotency key. */
	readonly isKey?: boolean;
}

/**
 * The step of a route that a call to a database is for: of the planned request, or of one that its client was sent on to, or
 * of what a server asked another. How often the client began anew, a database can't know: among requests that fit, that of the
 * attempt's number is taken. Where none fits, as with queries for items of a stream, any step that asks for the same does.
 */
export function stepOfCall(
	{ call, effects, database, amount, isControl = false, isKey = false }: AskedQuery,
	scenario: Scenario,
	plan: readonly PlannedExchange[],
): QueryStep | TransactionStep | OnceStep | undefined {
	const fits = (step: Step | undefined): step is QueryStep | TransactionStep | OnceStep => {
		if (step === undefined) return false;
		if (isKey) return "once" in step && isTransactionOf(step, database);
		if (isControl) return isTransactionOf(step, database);
		const asksFor = "query" in step && step.query === database && effectsOf(step).join() === effects.join();
		return asksFor && (step.reads ?? step.writes ?? step.adds ?? step.sets) === amount;
	};
	const { exchange, attempt } = callParts(call);
	const planned = plan[exchange - 1];
	if (planned === undefined) return undefined;
	const path = originalOf(call).split("/").slice(1).map(Number);
	const chain = redirectChain(scenario.routes[planned.to], planned.request);
	const likely = (attempt - 1) % chain.length;
	const steps = [...chain.slice(likely), ...chain.slice(0, likely)].map((request) =>
		stepOfPath(scenario, planned.to, request, path),
	);
	return steps.find(fits) ?? allSteps(scenario).find(fits);
}

function allSteps({ routes }: Scenario): readonly Step[] {
	const steps = Object.values(routes).flatMap((ofServer) => Object.values(ofServer).flat());
	return withInnerSteps(steps);
}
