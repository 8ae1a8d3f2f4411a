import type { CallId, CrashPoint, Nanoseconds, Scenario } from "@roundtrip/model";
import type { RunSecrets } from "./auth/run-secrets.ts";
import type { Journal } from "./journal/writer.ts";
import type { OpenDoors } from "./servers/open-doors.ts";
import type { Lags, LinkCounts } from "./shaper/link.ts";
import type { Timers } from "./shaper/timers.ts";
import type { Identities } from "./tls/identities.ts";

/** What a node's process is given to be that node. */
export interface NodeContext {
	readonly node: string;
	/** With the faults that were added for this run. */
	readonly scenario: Scenario;
	readonly seed: number;
	readonly journal: Journal;
	readonly timers: Timers;
	readonly identities: Identities;
	/** What this node knows and nobody else does. */
	readonly secrets: RunSecrets;
	/** Nobody reads what a server writes down of the requests that it answers: it does without. */
	readonly isUnrecorded?: boolean;
	/** Told how far the work on a call has come: it may be meant to die there. */
	readonly reached?: (when: CrashPoint, call: CallId) => void;
	/** Told that it has taken a request in, and how many it has in hand now: it may be meant to die of that. */
	readonly taken?: (call: CallId, inHand: number, atNs: Nanoseconds) => void;
	/** Where requests come in, where that is not over the scenario's links. */
	readonly openDoors?: OpenDoors;
}

/** The port of each node that listens, by its name; and of links that have one of their own, by theirs. */
export type Ports = Readonly<Record<string, number>>;

/** Where the other nodes are, and how far an earlier life of this one had come. */
export interface Surroundings {
	readonly ports: Ports;
	/** By link: of connections before the run, where handshakes are resumed. */
	readonly sessions: Readonly<Record<string, Buffer>>;
	/** By link. */
	readonly counts: Readonly<Record<string, LinkCounts>>;
	/** By link, as far as measured. */
	readonly lags: Readonly<Record<string, Lags>>;
}
