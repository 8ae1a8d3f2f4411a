import { derivedRoutes } from "./auth/derived-routes.ts";
import type { NodeSpec } from "./nodes/registry.ts";
import type { RequestLine } from "./request-line.ts";
import type { Scenario } from "./scenario.ts";
import type { Step } from "./steps/registry.ts";

/**
 * The server that has the routes which a node is asked for: the node itself, the one behind it where it is a cache, or the
 * first of those behind it where it is a balancer, since all of them have the same.
 */
export function originOf({ nodes }: Pick<Scenario, "nodes">, name: string): string {
	const passed = new Set<string>();
	let origin = name;
	for (let next = behind(nodes[name]); next !== undefined && !passed.has(origin); next = behind(nodes[origin])) {
		passed.add(origin);
		origin = next;
	}
	return origin;
}

/** Whom a node passes on what it is asked. */
function behind(node: NodeSpec | undefined): string | undefined {
	if (node?.is === "cache") return node.of;
	return node?.is === "balancer" ? node.of[0] : undefined;
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
