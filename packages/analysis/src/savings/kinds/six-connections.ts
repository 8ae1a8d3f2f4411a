import { queuedRequests } from "../queued-requests.ts";
import type { SavingKind } from "../saving.ts";
import { roundTripsOn } from "../sums.ts";

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
		const queued = queuedRequests(account);
		return roundTripsOn(account, queued - Math.floor((queued * account.connections) / SIX));
	},
};
