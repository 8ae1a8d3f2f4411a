import { detailOf } from "@roundtrip/behaviour";
import type { Fidelity, Scenario } from "@roundtrip/model";
import { authFidelityOf } from "./auth-fidelity.ts";

/** How true a simulated run is, by protocol, for those that are spoken in it. */
export function fidelityOf(scenario: Scenario): Readonly<Record<string, Fidelity>> {
	const links = Object.entries(scenario.links);
	const fidelity: Record<string, Fidelity> = {};
	for (const [name, { over, tls, dns }] of links) {
		fidelity[over] = over === "http/3" ? "messages" : "bytes";
		if (tls !== undefined) fidelity.tls = "messages";
		if (dns !== undefined) fidelity.dns = "model";
		// Where messages travel whole, TCP is the time that it takes to connect.
		if (over !== "http/3")
			fidelity.tcp = detailOf(scenario, name) === "packets" ? "messages" : (fidelity.tcp ?? "model");
	}
	if (Object.values(scenario.nodes).some(({ is }) => is === "database")) fidelity.sql = "bytes";
	return { ...fidelity, ...authFidelityOf(scenario) };
}
