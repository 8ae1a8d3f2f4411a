import { demandOf, type Fidelity, requestTarget, type Scenario } from "@roundtrip/model";
import { isModelled } from "./shaper/modelled-link.ts";

/** How true a real run is, by protocol, for those that are spoken in it. */
export function fidelityOf(scenario: Scenario): Readonly<Record<string, Fidelity>> {
	const fidelity: Record<string, Fidelity> = {};
	for (const [name, { over, tls, dns }] of Object.entries(scenario.links)) {
		// HTTP/2's frames are real, and their sizes are told by an encoder of ours: Node doesn't show them.
		fidelity[over] = over === "http/1.1" ? "bytes" : "messages";
		if (tls !== undefined) fidelity.tls = "bytes";
		if (dns !== undefined) fidelity.dns = "bytes";
		// The bytes are real, their packets are a model's; where messages are shaped whole, TCP is but its delay.
		fidelity.tcp = isModelled(scenario, name) ? "messages" : (fidelity.tcp ?? "model");
	}
	const routes = Object.values(scenario.routes).flatMap((ofServer) => Object.keys(ofServer));
	for (const { protocol } of routes.map(requestTarget)) {
		// Servers speak by libraries where people use them; clients write what those of their libraries do, by our own hand.
		if (protocol !== "rest") fidelity[protocol] = "bytes";
	}
	// Whatever is proved is real.
	for (const steps of Object.values(scenario.routes).flatMap((ofServer) => Object.values(ofServer))) {
		const demand = demandOf(steps);
		if (demand !== undefined) fidelity[demand.demand] = "bytes";
	}
	if (Object.values(scenario.nodes).some(({ is }) => is === "database")) fidelity.sql = "bytes";
	return fidelity;
}
