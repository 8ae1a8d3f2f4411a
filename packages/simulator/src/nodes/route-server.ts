import type { AuthDesk, Channels, KeyMemory } from "@roundtrip/behaviour";
import type { ServerSpec } from "@roundtrip/model";
import type { Caller } from "../links/caller.ts";
import type { World } from "../world.ts";
import type { Answering } from "./answering.ts";
import type { ConnectionPool } from "./connection-pool.ts";
import type { Job } from "./job.ts";

/** What the steps of a route find at their server. */
export interface RouteServer {
	readonly world: World;
	readonly name: string;
	readonly spec: ServerSpec;
	readonly answering: Answering;
	/** What is published here. */
	readonly channels: Channels;
	/** Idempotency keys that it keeps to itself. */
	readonly keys: KeyMemory;
	/** What it does about those who have to prove who they are. */
	readonly desk: AuthDesk | undefined;
	/** Its connections to databases in which it does transactions. */
	readonly pools: ReadonlyMap<string, ConnectionPool>;
	/** WebSockets that have been opened, where it is going to say goodbye to them. */
	readonly open: Set<Job> | undefined;
	/** The way to a database or to another server. */
	callerTo(other: string): Caller;
}
