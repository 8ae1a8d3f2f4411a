import { linkName } from "../link-name.ts";
import { nearestHint } from "../nearest.ts";
import { routesAt } from "../origin.ts";
import type { Scenario } from "../scenario.ts";
import { namesOf, type Report, roleOf } from "./names.ts";

/** Behind a balancer stand servers, each once and over a link. */
export function checkBalancers(scenario: Scenario, report: Report): void {
	for (const [name, node] of Object.entries(scenario.nodes)) {
		if (node.is !== "balancer") continue;
		node.of.forEach((server, index) => {
			const path = ["nodes", name, "of", index];
			const role = roleOf(scenario, server);
			if (role !== "server" && role !== "cache") {
				report(path, `no server '${server}'${nearestHint(server, namesOf(scenario, "server", "cache"))}`);
			} else if (node.of.indexOf(server) < index) {
				report(path, `${server} is named twice`);
			} else if (!Object.hasOwn(scenario.links, linkName(name, server))) {
				const link = linkName(name, server);
				report(path, `there is no link from ${name} to ${server}; add ${link}: { rtt: 1ms } to the links`);
			}
		});
		checkRoutes(scenario, name, node.of, report);
	}
}

/** Whichever of them is chosen, it does the same. */
function checkRoutes(scenario: Scenario, name: string, servers: readonly string[], report: Report): void {
	const [first, ...others] = servers.map((server) => [server, JSON.stringify(routesAt(scenario, server))] as const);
	const other = others.find(([, routes]) => routes !== first?.[1]);
	if (first === undefined || other === undefined) return;
	report(
		["nodes", name, "of"],
		`${other[0]} has other routes than ${first[0]}, and behind a balancer all have the same: write them once, ${first[0]}: &routes { … }, and ${other[0]}: *routes`,
	);
}
