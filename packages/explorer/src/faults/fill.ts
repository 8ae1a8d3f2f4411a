import { type CallId, callParts, isTransactionOf, type Scenario, type TraceEvent } from "@roundtrip/model";
import { placeOf } from "../points.ts";
import { NEXT_NS } from "./at-moment.ts";
import type { Candidate, ExplorableFault, OpenRun } from "./explorable-fault.ts";

/** Every database, with its disk full at the instant of each of its commits: that one is refused, and the next one isn't. */
export const fill: ExplorableFault = {
	name: "fill",
	what: "the disk of a database is full when it is to make something lasting, and has room again at once",
	candidates: (run) => [...commitsOf(run).values()],
};

/** By node and instant. */
function commitsOf({ trace, scenario }: OpenRun): ReadonlyMap<string, Candidate> {
	const commits = new Map<string, Candidate>();
	const isUntold = createUntold(scenario);
	for (const event of trace.events()) {
		const { node, at } = event;
		const isCommit = event.kind === "committed" && event.data.recovered !== true;
		const instant = `${at} ${node}`;
		if ((!isCommit && !isUntold(event)) || commits.has(instant) || !("call" in event)) continue;
		const point = `${node} before ${event.kind} ${event.call}`;
		const fault = { fill: node, at, until: at + NEXT_NS };
		commits.set(instant, {
			strike: { kind: "fill", point, place: placeOf(point), after: trace.lastAt(at - 1), fault },
		});
	}
	return commits;
}

/**
 * Tells, event by event, which answers of a database may be to what it has made lasting without an event that says so:
 * amounts, and idempotency keys apart from their effects.
 */
function createUntold({ nodes, routes }: Scenario): (event: TraceEvent) => boolean {
	const steps = Object.values(routes).flatMap((ofServer) => Object.values(ofServer).flat());
	const withAmounts = new Set<string>();
	const withKeys = new Set<string>();
	for (const [node, spec] of Object.entries(nodes)) {
		if (spec.is !== "database") continue;
		if (Object.keys(spec.amounts).length > 0) withAmounts.add(node);
		if (steps.some((step) => "once" in step && step.store === "apart" && isTransactionOf(step, node))) {
			withKeys.add(node);
		}
	}
	/** By request: how often a database has answered since its key was found to be new. */
	const answers = new Map<CallId, number>();
	return (event) => {
		if (event.kind === "keyed" && (event.data.found === "new" || event.data.found === "taken-over")) {
			answers.set(event.call, 0);
		}
		if (event.kind !== "replied" || event.data.status !== 200) return false;
		if (withAmounts.has(event.node)) return true;
		const { parent } = callParts(event.call);
		const before = parent === undefined || !withKeys.has(event.node) ? undefined : answers.get(parent);
		if (parent === undefined || before === undefined) return false;
		answers.set(parent, before + 1);
		// The first is INSERT, which is lasting with the COMMIT behind it.
		return before > 0;
	};
}
