import { derivedRoutes } from "../auth/derived-routes.ts";
import { linkName } from "../link-name.ts";
import { nearestHint } from "../nearest.ts";
import type { RequestLine } from "../request-line.ts";
import type { Scenario } from "../scenario.ts";
import type { DemandStep } from "../steps/demand.ts";
import type { Step } from "../steps/registry.ts";
import type { Report } from "./names.ts";

/** What a route demands stands before all that it does, and can be checked where it stands. */
export function checkDemands(
	scenario: Scenario,
	server: string,
	request: RequestLine,
	steps: readonly Step[],
	report: Report,
): void {
	const path = ["routes", server, request];
	if (Object.hasOwn(derivedRoutes(scenario, server), request)) {
		report(path, `${server} has ${request} by itself, for those who log in; leave it out`, true);
	}
	steps.forEach((step, index) => {
		if (!("demand" in step)) return;
		if (index > 0) report([...path, index], "what is demanded stands first in its route: before anything is done");
		const problem = issuerProblem(scenario, server, step);
		if (problem !== undefined) report([...path, index, "from"], problem);
	});
}

function issuerProblem({ nodes, links }: Scenario, server: string, { from }: DemandStep): string | undefined {
	if (from === undefined) return undefined;
	const issuers = issuersOf({ nodes });
	const node = Object.hasOwn(nodes, from) ? nodes[from] : undefined;
	if (node?.is !== "server" || node.issues === undefined) {
		return issuers.length === 0
			? `no server issues tokens; write ${from}: { is: server, issues: { token: 5min } }`
			: `no server '${from}' that issues tokens${nearestHint(from, issuers)}`;
	}
	const needsLink = node.issues.algorithm !== "HS256" && from !== server;
	if (!needsLink || Object.hasOwn(links, linkName(server, from))) return undefined;
	return `${server} needs the keys of ${from}: add ${linkName(server, from)}: { rtt: 1ms } to the links, or sign by HS256`;
}

/** The servers that issue tokens. */
export function issuersOf({ nodes }: Pick<Scenario, "nodes">): readonly string[] {
	return Object.entries(nodes).flatMap(([name, node]) =>
		node.is === "server" && node.issues !== undefined ? [name] : [],
	);
}
