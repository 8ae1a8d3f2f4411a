import { linkEnds } from "../link-name.ts";
import { nearestHint } from "../nearest.ts";
import type { Role } from "../nodes/registry.ts";
import type { Scenario } from "../scenario.ts";
import { type Report, roleOf } from "./names.ts";

/** Who may ask whom. */
const ASKS: readonly { readonly from: Role; readonly to: Role }[] = [
	{ from: "client", to: "cache" },
	{ from: "client", to: "balancer" },
	{ from: "client", to: "server" },
	{ from: "cache", to: "balancer" },
	{ from: "balancer", to: "cache" },
	{ from: "balancer", to: "server" },
	{ from: "server", to: "balancer" },
	{ from: "cache", to: "cache" },
	{ from: "cache", to: "server" },
	{ from: "server", to: "cache" },
	{ from: "server", to: "server" },
	{ from: "server", to: "database" },
];

export function checkLinks(scenario: Scenario, report: Report): void {
	for (const name of Object.keys(scenario.links)) {
		const { from, to } = linkEnds(name);
		const roles = { from: roleOf(scenario, from), to: roleOf(scenario, to) };
		const unknown = roles.from === undefined ? from : roles.to === undefined ? to : undefined;
		if (unknown !== undefined) {
			report(["links", name], `no node '${unknown}'${nearestHint(unknown, Object.keys(scenario.nodes))}`, true);
		} else if (from === to) {
			report(["links", name], `${from} needs no link to itself`, true);
		} else if (roles.from === "cache" && isOther(scenario, from, to)) {
			report(["links", name], `${from} asks nobody but what it is a cache of`, true);
		} else if (roles.from === "balancer" && !standsBehind(scenario, from, to)) {
			report(["links", name], `${from} asks nobody but the servers that it is a balancer of`, true);
		} else if (!ASKS.some((pair) => pair.from === roles.from && pair.to === roles.to)) {
			report(
				["links", name],
				`a ${roles.from} can't ask a ${roles.to}: links go from a client to a server, from a server to another or to a database, and a cache or a balancer may stand between`,
				true,
			);
		}
	}
}

function isOther({ nodes }: Scenario, from: string, to: string): boolean {
	const node = nodes[from];
	return node?.is === "cache" && node.of !== to;
}

function standsBehind({ nodes }: Scenario, balancer: string, server: string): boolean {
	const node = nodes[balancer];
	return node?.is === "balancer" && node.of.includes(server);
}
