import type { CallId, LinkName, LinkWay, MessageId, Nanoseconds, Role } from "@roundtrip/model";

/** One node at one moment. */
export interface NodeState {
	readonly node: string;
	readonly role: Role;
	readonly up: boolean;
	/** How many requests it can work on at a time; absent for a client. */
	readonly workers?: number;
	/** Requests that a worker is busy with, in the order of their start. */
	readonly busy: readonly CallId[];
	/** Requests that wait for a worker, first come first. */
	readonly queued: readonly CallId[];
	/** Calls that it made and waits for: for a connection, for the answer. */
	readonly waiting: readonly CallId[];
	/** Effects that it made lasting so far. */
	readonly committed: number;
	/** How often it has looked into its cache, and how often it had something to give. */
	readonly lookups: number;
	readonly hits: number;
}

/** One connection at one moment; one that is over is no longer listed. */
export interface ConnectionState {
	readonly connection: string;
	readonly link: LinkName;
	readonly from: string;
	readonly to: string;
	/** `secured`: open, and its keys are agreed upon. */
	readonly state: "connecting" | "open" | "secured";
	/** The calls whose request has left on it and whose answer hasn't come, in the order of their sending. */
	readonly calls: readonly CallId[];
}

/** A link that a fault has struck at one moment. */
export interface ImpairedLink {
	readonly link: LinkName;
	/** Which of the scenario's faults, from 0. */
	readonly fault: number;
	readonly way: LinkWay;
	readonly how: "cut" | "slow";
}

/** The whole system after an event. */
export interface LabState {
	/** The last event that is in it; -1 before the first. */
	readonly seq: number;
	readonly at: Nanoseconds;
	readonly nodes: ReadonlyMap<string, NodeState>;
	readonly connections: readonly ConnectionState[];
	/** Messages that have left and neither arrived nor died, in the order of sending. */
	readonly flying: readonly MessageId[];
	/** Links that are not as they should be, in the order in which it befell them. */
	readonly impaired: readonly ImpairedLink[];
}
