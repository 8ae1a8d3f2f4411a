import { isTransactional, type Scenario, transactsWith } from "@roundtrip/model";

/** Who does transactions, and where: the same in every run of a scenario. */
export interface Transactions {
	/** The databases in which a server does some. */
	databasesOf(server: string): readonly string[];
	/** Whether what is done in a database depends on what others do there at the same time. */
	isTransactional(database: string): boolean;
}

export function createTransactions(scenario: Scenario): Transactions {
	const names = Object.keys(scenario.nodes);
	const databases = names.filter((name) => scenario.nodes[name]?.is === "database");
	const byServer = new Map(
		names.map((server) => [server, databases.filter((database) => transactsWith(scenario, server, database))]),
	);
	const transactional = new Set(databases.filter((database) => isTransactional(scenario, database)));
	return {
		databasesOf: (server) => byServer.get(server) ?? [],
		isTransactional: (database) => transactional.has(database),
	};
}
