import type { CallId, LinkName, Nanoseconds, Waits } from "@roundtrip/model";
import type { RoundTrip } from "../round-trips/round-trip.ts";

/**
 * What a step of a critical path is spent on. As the parts of a latency, with the network told apart by direction;
 * `timeout`: waiting for an answer that doesn't come; `plan`: nothing is under way, the scenario has it begin later.
 */
export type CriticalWhat =
	| "plan"
	| "self"
	| "connection"
	| "dns"
	| "connect"
	| "tls"
	| "request"
	| "response"
	| "queue"
	| "work"
	| "timeout"
	| "backoff";

/** One stretch of a critical path. */
export interface CriticalStep {
	readonly what: CriticalWhat;
	/** In words, without a full stop: `GET /a travels to bank`. */
	readonly words: string;
	/** Where it happens; of a message, where it arrives. */
	readonly node: string;
	/** Of a step that travels. */
	readonly link?: LinkName;
	/** To whom it belongs: not always the exchange whose path it is, as one may wait for another. */
	readonly exchange?: number;
	readonly call?: CallId;
	readonly startAt: Nanoseconds;
	readonly endAt: Nanoseconds;
	/** The events between which it lies. */
	readonly startSeq: number;
	readonly endSeq: number;
	/** What the data of the call waited for, on the arrival of an answer that tells it. */
	readonly waits?: Waits;
}

/**
 * The chain of events that decided when an exchange, or the run, was over: had any of them come sooner, so had the
 * end. Its steps tile the time from begin to end.
 */
export interface CriticalPath {
	/** Absent where it is that of the whole run. */
	readonly exchange?: number;
	readonly startAt: Nanoseconds;
	readonly endAt: Nanoseconds;
	readonly steps: readonly CriticalStep[];
	/** The round-trips on it, in the order of their begin; those of a queue stand there as what they are. */
	readonly roundTrips: readonly RoundTrip[];
}
