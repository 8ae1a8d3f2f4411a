import type {
	AttemptResult,
	CallId,
	LinkName,
	Nanoseconds,
	Outcome,
	RequestLine,
	Secured,
	Settled,
} from "@roundtrip/model";
import type { EffectCount } from "./effects.ts";

/** One try of an exchange. */
export interface AttemptReport {
	/** From 1. */
	readonly attempt: number;
	readonly call: CallId;
	readonly begunAt: Nanoseconds;
	readonly begunSeq: number;
	/** How long the client had waited before it; 0 for the first. */
	readonly waitedNs: Nanoseconds;
	/** The path that the answer before it sent the client on to; absent where it is a try of its own. */
	readonly redirect?: string;
	/** What was shown before it was refused, and its client got something else first. */
	readonly renewed?: true;
	/** It is a copy beside the attempt before it, whose answer was late. */
	readonly hedged?: true;
	/** Absent while it waits. */
	readonly endedAt?: Nanoseconds;
	readonly endedSeq?: number;
	/** `waiting` where the run ended before the attempt did. */
	readonly result: AttemptResult | { readonly how: "waiting" };
	/** Over which it went, or tried to; absent where it got none. */
	readonly connection?: string;
	/** True where it had to ask for the address. */
	readonly resolves: boolean;
	/** The keys agreed upon for it; absent where its connection had them already, or needs none. */
	readonly keys?: Omit<Secured["data"], "to">;
	/** True where an earlier call had opened the connection. */
	readonly reused: boolean;
}

/** One thing that a client wanted: what it got, and what is true. */
export interface ExchangeReport {
	/** From 1. */
	readonly exchange: number;
	readonly client: string;
	readonly to: string;
	readonly link: LinkName;
	readonly request: RequestLine;
	readonly begunAt: Nanoseconds;
	readonly begunSeq: number;
	/** Absent where the run ended before the exchange did; so are why, status and latency. */
	readonly settledAt?: Nanoseconds;
	readonly settledSeq?: number;
	readonly why?: Settled["data"]["why"];
	/** Of the last answer, if there was one. */
	readonly status?: number;
	/** From begin to end, retries and waits included. */
	readonly latencyNs?: Nanoseconds;
	readonly outcome: Outcome;
	readonly effects: readonly EffectCount[];
	/** The commits that are lasting, by sequence number. */
	readonly commitSeqs: readonly number[];
	/** Where a database has lost what it had committed. */
	readonly forgottenSeqs: readonly number[];
	/** True where something may still have been on its way or at work for it when the run ended. */
	readonly underWay: boolean;
	readonly attempts: readonly AttemptReport[];
	/**
	 * On the way to its server: for the address, to connect, for TLS, to ask, and those that its data waited for.
	 * Also those that didn't come back; not those of others that it queued for, which count where they were begun.
	 */
	readonly roundTrips: number;
	/** Those among them that its data waited for, as far as the run's world can tell: windows, resends, continue. */
	readonly roundTripsWaited: number;
	/** The events that began them. */
	readonly roundTripSeqs: readonly number[];
	/** As `roundTrips`, behind the server. */
	readonly roundTripsBehind: number;
	readonly roundTripsBehindWaited: number;
}
