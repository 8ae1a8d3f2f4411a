import type { PlannedExchange } from "@roundtrip/behaviour";
import type { NodeContext, Ports, Surroundings } from "../node-context.ts";

/** What a process does in its role. */
export interface RolePlayer {
	/** Absent where the role takes no connections. */
	readonly listen?: (ports: Ports) => Promise<Ports>;
	/** The run begins, or goes on. */
	begin(surroundings: Surroundings): void;
	readonly isIdle: boolean;
	close(): void;
}

export interface RoleParts {
	readonly context: NodeContext;
	readonly plan: readonly PlannedExchange[];
	/** The file of a database. */
	readonly database: string;
	/** A client's exchanges are over. */
	readonly settled: () => void;
}

/** A role that a node can have. */
export type Role = (parts: RoleParts) => RolePlayer;
