import type { Scenario } from "./scenario.ts";

/** Whether a server does transactions in a database. */
export function transactsWith({ routes }: Pick<Scenario, "routes">, server: string, database: string): boolean {
	const steps = Object.values(routes[server] ?? {}).flat();
	return steps.some((step) => "transaction" in step && step.transaction === database);
}

/** Whether what is done in a database depends on what others do there at the same time. */
export function isTransactional(scenario: Pick<Scenario, "nodes" | "routes">, database: string): boolean {
	const node = scenario.nodes[database];
	if (node?.is === "database" && Object.keys(node.amounts).length > 0) return true;
	return Object.keys(scenario.routes).some((server) => transactsWith(scenario, server, database));
}
