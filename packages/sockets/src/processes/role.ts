import type { PlannedExchange } from "@roundtrip/behaviour";
import type { CachePlace } from "../caches/place.ts";
import type { NodeContext, Ports, Surroundings } from "../node-context.ts";
import type { DatabasePlace } from "../stores/place.ts";

/** What a process does in its role. */
export interface RolePlayer {
	/** Absent where the role takes no connections. */
	readonly listen?: (ports: Ports) => Promise<Ports>;
	/** The run begins, or goes on. */
	begin(surroundings: Surroundings): void;
	readonly isIdle: boolean;
	/** It listens on streams that nobody will end. */
	readonly isListening?: boolean;
	/** Says goodbye to whom it can, before it is stopped. */
	leave?(): void;
	close(): void;
}

export interface RoleParts {
	readonly context: NodeContext;
	readonly plan: readonly PlannedExchange[];
	/** Where a database keeps its rows. */
	readonly database: DatabasePlace;
	/** Where a cache keeps its replies. */
	readonly cache: CachePlace;
	/** A client's exchanges are over, or listen on streams. */
	readonly settled: () => void;
}

/** A role that a node can have. */
export type Role = (parts: RoleParts) => RolePlayer;
