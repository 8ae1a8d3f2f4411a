import type { ClientSpec, Scenario } from "@roundtrip/model";

/** The clients that ask for something, by name. */
export function askingClients(scenario: Scenario): readonly (readonly [name: string, spec: ClientSpec])[] {
	const asking = new Set(scenario.traffic.map(({ from }) => from));
	return Object.entries(scenario.nodes).flatMap(([name, spec]) =>
		spec.is === "client" && asking.has(name) ? [[name, spec] as const] : [],
	);
}

/** The scenario with other clients in the place of its own. */
export function withClients(
	scenario: Scenario,
	clients: readonly (readonly [name: string, spec: ClientSpec])[],
): Scenario {
	return { ...scenario, nodes: { ...scenario.nodes, ...Object.fromEntries(clients) } };
}
