import { derivedRoutes } from "./auth/derived-routes.ts";
import type { RequestLine } from "./request-line.ts";
import type { Scenario } from "./scenario.ts";
import type { Step } from "./steps/registry.ts";

/** The server that has the routes which a node is asked for: the node itself, or the one behind it where it is a cache. */
export function originOf({ nodes }: Pick<Scenario, "nodes">, name: string): string {
	const passed = new Set<string>();
	let origin = name;
	for (let node = nodes[name]; node?.is === "cache" && !passed.has(origin); node = nodes[origin]) {
		passed.add(origin);
		origin = node.of;
	}
	return origin;
}

/** The routes that a node is asked for, with those that its server has by itself. */
export function routesAt(
	scenario: Pick<Scenario, "nodes" | "routes">,
	name: string,
): Readonly<Record<RequestLine, readonly Step[]>> {
	const origin = originOf(scenario, name);
	const own = Object.hasOwn(scenario.routes, origin) ? (scenario.routes[origin] ?? {}) : {};
	const derived = derivedRoutes(scenario, origin);
	return Object.keys(derived).length === 0 ? own : { ...derived, ...own };
}
