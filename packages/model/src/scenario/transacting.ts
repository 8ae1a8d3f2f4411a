import type { Scenario } from "./scenario.ts";
import { isInDatabase } from "./steps/guarded.ts";
import type { Step } from "./steps/registry.ts";

/** Whether a server does transactions in a database. */
export function transactsWith({ routes }: Pick<Scenario, "routes">, server: string, database: string): boolean {
	const steps = Object.values(routes[server] ?? {}).flat();
	return steps.some((step) => isTransactionOf(step, database));
}

/** Whether a step begins and ends transactions of a database. */
export function isTransactionOf(step: Step, database: string): boolean {
	if ("transaction" in step) return step.transaction === database;
	return "once" in step && step.once === database && isInDatabase(step);
}

/** Whether what is done in a database depends on what others do there at the same time. */
export function isTransactional(scenario: Pick<Scenario, "nodes" | "routes">, database: string): boolean {
	const node = scenario.nodes[database];
	if (node?.is === "database" && Object.keys(node.amounts).length > 0) return true;
	return Object.keys(scenario.routes).some((server) => transactsWith(scenario, server, database));
}
