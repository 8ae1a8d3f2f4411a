import { isAsked } from "../../round-trips/reason.ts";
import { queuedRequests } from "../queued-requests.ts";
import type { LinkAccount, SavingKind, Spared } from "../saving.ts";
import { allOf, NOTHING, roundTripsOn } from "../sums.ts";

/** As many as browsers open to one server. */
const SIX = 6;

export const sixConnections: SavingKind = {
	name: "six connections",
	words: "up to six requests are under way at a time, as in browsers",
	applies: ({ spec, connections }) => spec.over === "http/1.1" && connections < SIX,
	changeScenario: ({ scenario, link }) => {
		const [from = ""] = link.split(" -> ");
		const node = scenario.nodes[from];
		if (node === undefined || node.is === "database") return scenario;
		return { ...scenario, nodes: { ...scenario.nodes, [from]: { ...node, connections: SIX } } };
	},
	expects: (account) => {
		const turns = queuedRequests(account) + 1;
		const fewer = turns - Math.ceil((turns * account.connections) / SIX);
		return account.figure === "mean-latency" ? roundTripsOn(account, fewer) : turnsOf(account, fewer);
	},
};

/** So many turns of a queue, each as long as those after the first were in the mean: with all that they waited for. */
function turnsOf({ trips, firstAnswerAt }: LinkAccount, turns: number): Spared {
	const later = trips.filter(({ startAt }) => startAt >= firstAnswerAt);
	const { roundTrips } = allOf(later);
	const count = later.filter(({ reason }) => isAsked(reason)).length;
	const first = later[0];
	if (count === 0 || !first) return NOTHING;
	const timeNs = Math.max(...later.map(({ endAt = 0 }) => endAt)) - first.startAt;
	return { roundTrips: (roundTrips * turns) / count, timeNs: (timeNs * turns) / count };
}
