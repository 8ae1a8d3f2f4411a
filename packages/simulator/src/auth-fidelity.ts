import { demandOf, type Fidelity, type Proof, type Scenario } from "@roundtrip/model";

/**
 * How true what is proved is, by the way of proving it. Sessions and keys have the bytes of real ones. So have tokens that are
 * signed by a shared secret; those signed by a pair of keys have a signature of the right size that stands in for one.
 * Certificates are their sizes. How long a password takes is the scenario's word.
 */
export function authFidelityOf(scenario: Scenario): Readonly<Record<string, Fidelity>> {
	const fidelity: Partial<Record<Proof, Fidelity>> = {};
	for (const steps of Object.values(scenario.routes).flatMap((routes) => Object.values(routes))) {
		const demand = demandOf(steps);
		if (demand === undefined) continue;
		const issuer = scenario.nodes[demand.from ?? ""];
		const isByPair = issuer?.is === "server" && issuer.issues?.algorithm !== "HS256";
		const isBytes = demand.demand === "session" || demand.demand === "key" || (demand.demand === "token" && !isByPair);
		fidelity[demand.demand] = isBytes && fidelity[demand.demand] !== "messages" ? "bytes" : "messages";
	}
	return fidelity;
}
