import { isTransactionOf, type Scenario } from "@roundtrip/model";
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
	const silent = silentDatabases(scenario);
	for (const event of trace.events()) {
		const { node, at } = event;
		const isCommit = event.kind === "committed" && event.data.recovered !== true;
		const mayBeOne = event.kind === "replied" && event.data.status === 200 && silent.has(node);
		const instant = `${at} ${node}`;
		if ((!isCommit && !mayBeOne) || commits.has(instant)) continue;
		const point = `${node} before ${event.kind} ${event.call}`;
		const fault = { fill: node, at, until: at + NEXT_NS };
		commits.set(instant, {
			strike: { kind: "fill", point, place: placeOf(point), after: trace.lastAt(at - 1), fault },
		});
	}
	return commits;
}

/**
 * Those that keep amounts, or idempotency keys apart from their effects: what they make lasting of these leaves no event, so
 * each of their answers is tried.
 */
function silentDatabases({ nodes, routes }: Scenario): ReadonlySet<string> {
	const steps = Object.values(routes).flatMap((ofServer) => Object.values(ofServer).flat());
	const isSilent = (node: string): boolean => {
		const spec = nodes[node];
		if (spec?.is !== "database") return false;
		const keeps = steps.some((step) => "once" in step && step.store === "apart" && isTransactionOf(step, node));
		return keeps || Object.keys(spec.amounts).length > 0;
	};
	return new Set(Object.keys(nodes).filter(isSilent));
}
