import type { Scenario } from "@roundtrip/model";
import type { RunSecrets } from "../auth/run-secrets.ts";
import type { CachePlace } from "../caches/place.ts";
import type { Ports, Surroundings } from "../node-context.ts";
import type { DatabasePlace } from "../stores/place.ts";
import type { Identities } from "../tls/identities.ts";

/** Who a process is to be. It gets ready, and waits. */
export interface Configure {
	readonly say: "configure";
	readonly node: string;
	readonly scenario: Scenario;
	readonly seed: number;
	/** The file that this process writes its journal to. */
	readonly journal: string;
	/** Where a database keeps its rows. */
	readonly database: DatabasePlace;
	/** Where a cache keeps its replies. */
	readonly cache: CachePlace;
	/** Certificates and keys, by link. */
	readonly identities: Identities;
	/** What this node is told of the run's secrets. */
	readonly secrets: RunSecrets;
	/** A folder for what leaves no trace. */
	readonly scratch: string;
	/** Whether it plays a rehearsal first, so that the run's first exchange costs what every other does. */
	readonly isRehearsed: boolean;
}

/** A node of the first life begins to listen, so that the others can be told where. */
export interface Listen {
	readonly say: "listen";
}

/** A node that asks others measures how long that takes without any delay. */
export interface Probe extends Pick<Surroundings, "ports"> {
	readonly say: "probe";
}

/** The run begins at its zero, or goes on with this process in place of one that was killed. */
export interface Begin extends Omit<Surroundings, "lags" | "sessions"> {
	readonly say: "begin";
	/** Of the run, on the machine's monotonic clock, in ns. */
	readonly zero: bigint;
	readonly again?: Again;
}

/** A node comes back, on the ports that it had. */
export interface Again {
	readonly ports: Ports;
	readonly atNs: number;
	/** The crash that it comes back from. */
	readonly fault: number;
}

export interface AskState {
	readonly say: "ask-state";
}

export interface Stop {
	readonly say: "stop";
}

/** What the orchestrator says to a node's process. */
export type ToProcess = Configure | Listen | Probe | Begin | AskState | Stop;

/** What a node's process says to the orchestrator. */
export type FromProcess =
	| { readonly say: "ready" }
	| { readonly say: "listening"; readonly ports: Ports }
	| { readonly say: "cannot-listen"; readonly port: number; readonly code: string }
	| { readonly say: "cannot-store"; readonly message: string }
	| { readonly say: "cannot-cache"; readonly message: string }
	| { readonly say: "probed" }
	| { readonly say: "settled" }
	| { readonly say: "state"; readonly isIdle: boolean; readonly isListening: boolean; readonly entries: number }
	| { readonly say: "broken"; readonly message: string };
