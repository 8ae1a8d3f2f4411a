import type { Role } from "../nodes/registry.ts";
import type { Scenario } from "../scenario.ts";
import type { Path } from "../source.ts";

/** Told what is wrong, and where. */
export type Report = (path: Path, message: string, atKey?: boolean) => void;

export function roleOf(scenario: Scenario, name: string): Role | undefined {
	return Object.hasOwn(scenario.nodes, name) ? scenario.nodes[name]?.is : undefined;
}

export function namesOf(scenario: Scenario, ...roles: readonly Role[]): readonly string[] {
	return Object.entries(scenario.nodes).flatMap(([name, node]) => (roles.includes(node.is) ? [name] : []));
}
