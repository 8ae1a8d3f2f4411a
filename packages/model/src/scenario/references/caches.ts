import { linkName } from "../link-name.ts";
import { nearestHint } from "../nearest.ts";
import { originOf } from "../origin.ts";
import type { Scenario } from "../scenario.ts";
import { namesOf, type Report, roleOf } from "./names.ts";

/** Behind a cache stands a server, over a link. */
export function checkCaches(scenario: Scenario, report: Report): void {
	for (const [name, node] of Object.entries(scenario.nodes)) {
		if (node.is !== "cache") continue;
		const path = ["nodes", name, "of"];
		const role = roleOf(scenario, node.of);
		if (role !== "server" && role !== "cache" && role !== "balancer") {
			report(path, `no server '${node.of}'${nearestHint(node.of, namesOf(scenario, "server", "cache", "balancer"))}`);
		} else if (roleOf(scenario, originOf(scenario, name)) !== "server") {
			report(path, `${name} is a cache of itself, and no server stands behind it`);
		} else if (!Object.hasOwn(scenario.links, linkName(name, node.of))) {
			const link = linkName(name, node.of);
			report(path, `there is no link from ${name} to ${node.of}; add ${link}: { rtt: 20ms } to the links`);
		}
	}
}
