import {
	type LinkName,
	type LinkSpec,
	linkEnds,
	type RequestLine,
	routeOf,
	routesAt,
	type Scenario,
	type TrafficSpec,
} from "@roundtrip/model";

import { cachedRoutes } from "./cached-routes.ts";

const STRANGER = "stranger";

/**
 * A scenario as it is kept: its servers, caches and databases without its clients and faults. Its traffic isn't played; it names
 * each route once, with the body that the scenario's traffic sends it, so that the plan gives each route its number.
 */
export function keptScenario(scenario: Scenario, seed: number): Scenario {
	const nodes = Object.entries(scenario.nodes).filter(([, node]) => node.is !== "client");
	const servers = nodes.flatMap(([name, node]) => (node.is === "server" ? [name] : []));
	const traffic = servers.flatMap((server) =>
		Object.keys(routesAt(scenario, server)).map((request) => lineFor(scenario, server, request)),
	);
	const caches = Object.keys(scenario.nodes).filter((name) => scenario.nodes[name]?.is === "cache");
	const cached = caches.flatMap((cache) =>
		Object.keys(cachedRoutes(scenario, cache)).map((request) => lineFor(scenario, cache, request)),
	);
	return {
		...{ ...scenario, seed, nodes: Object.fromEntries(nodes), links: keptLinks(scenario) },
		...{ traffic: [...traffic, ...cached], faults: [], expect: [] },
	};
}

/**
 * Those among the kept nodes; and of the clients', one of each way in which a server is spoken to beside plain HTTP/1.1,
 * which every server speaks. How a client resumes is its own affair.
 */
function keptLinks({ nodes, links }: Scenario): Readonly<Record<LinkName, LinkSpec>> {
	const kept: Record<LinkName, LinkSpec> = {};
	const ways = new Set<string>();
	for (const [name, link] of Object.entries(links)) {
		const { from, to } = linkEnds(name);
		if (nodes[from]?.is !== "client") {
			kept[name] = link;
			continue;
		}
		const way = `${to} ${link.over} ${link.tls}`;
		const isPlain = link.over === "http/1.1" && link.tls === undefined;
		if (isPlain || link.over === "http/3" || ways.has(way)) continue;
		ways.add(way);
		kept[name] = { ...link, handshake: "full" };
	}
	return kept;
}

function lineFor(scenario: Scenario, to: string, request: RequestLine): TrafficSpec {
	const example = scenario.traffic.find((line) => routeOf(line.request) === request && asks(scenario, line, to));
	const { size, body, data } = example ?? {};
	return {
		...{ from: STRANGER, to, request, at: 0, times: 1, "one-by-one": false, arrivals: "even" },
		...(size === undefined ? {} : { size }),
		...(body === undefined ? {} : { body }),
		...(data === undefined ? {} : { data }),
	};
}

function asks({ links }: Scenario, line: TrafficSpec, server: string): boolean {
	if (line.to !== undefined) return line.to === server;
	return Object.keys(links).some((name) => linkEnds(name).from === line.from && linkEnds(name).to === server);
}
