import { demandOf } from "../auth/derived-routes.ts";
import { linkName } from "../link-name.ts";
import { nearestHint } from "../nearest.ts";
import type { ClientSpec } from "../nodes/client.ts";
import { type Proof, type ProvesSpec, proofOf } from "../nodes/proves.ts";
import type { Scenario } from "../scenario.ts";
import { issuersOf } from "./demands.ts";
import { namesOf, type Report, roleOf } from "./names.ts";

/** Whoever proves something has somebody to prove it to, or by. */
export function checkProofs(scenario: Scenario, report: Report): void {
	const users = new Map<string, string>();
	for (const [client, node] of Object.entries(scenario.nodes)) {
		if (node.is !== "client" || node.proves === undefined) continue;
		const { proof, at } = proofOf(node.proves);
		const problem = placeProblem(scenario, proof, at) ?? linkProblem(scenario, client, proof, at);
		if (problem !== undefined) {
			report(["nodes", client, "proves", proof], problem);
			continue;
		}
		const user = userOf(client, node);
		const known = users.get(`${at} ${user}`);
		users.set(`${at} ${user}`, client);
		if (known === undefined) continue;
		report(["nodes", client, "proves"], `${known} is ${user} at ${at} already: give each client a name of its own`);
	}
}

/** Who a client is where it proves it. */
export function userOf(client: string, { proves }: Pick<ClientSpec, "proves">): string {
	return (proves !== undefined && "as" in proves ? proves.as : undefined) ?? client;
}

/** Where each way of proving leads to. */
function placeProblem(scenario: Scenario, proof: Proof, at: string): string | undefined {
	if (proof === "token") {
		const issuers = issuersOf(scenario);
		return issuers.includes(at) ? undefined : `no server '${at}' that issues tokens${nearestHint(at, issuers)}`;
	}
	if (roleOf(scenario, at) !== "server") return `no server '${at}'${nearestHint(at, namesOf(scenario, "server"))}`;
	const steps = Object.values(scenario.routes[at] ?? {});
	if (steps.some((each) => demandOf(each)?.demand === proof)) return undefined;
	return `no route of ${at} demands a ${proof}: begin one with - { demand: ${proof} }`;
}

function linkProblem(scenario: Scenario, client: string, proof: Proof, at: string): string | undefined {
	const name = linkName(client, at);
	const link = Object.hasOwn(scenario.links, name) ? scenario.links[name] : undefined;
	if (link === undefined) {
		return proof === "key"
			? undefined
			: `there is no link from ${client} to ${at}; add ${name}: { rtt: 50ms } to the links`;
	}
	const isSecured = link.tls !== undefined || link.over === "http/3";
	if (proof === "session" && !isSecured) {
		return `the cookie of a session goes over secured connections only: add tls: 1.3 to ${name}`;
	}
	if (proof === "certificate" && link.tls === undefined) {
		return `a certificate is shown while a connection is secured: add tls: 1.3 to ${name}`;
	}
	return undefined;
}

/** Whether a client gets what it shows from somebody, at a time. */
export function isGiven(proves: ProvesSpec | undefined): boolean {
	return proves !== undefined && ("token" in proves || "session" in proves);
}
