import type { CallId, LinkName, Nanoseconds } from "@roundtrip/model";
import type { FlowControlWindow, RoundTripReason } from "./reason.ts";

/**
 * How a round-trip ended. It came back: `answered`, or `refused` (nobody listens there, which is an answer too).
 * It did not: `request-lost`, `response-lost`, `gave-up` (whoever asked stopped waiting), `reset` (the connection
 * ended), `run-over` (the run ended first).
 */
export type RoundTripEnd = "answered" | "refused" | "request-lost" | "response-lost" | "gave-up" | "reset" | "run-over";

/** One there-and-back on a link, or several in a row, begun for a reason. */
export interface RoundTrip {
	/** An address is asked for on the way to this link, not on it. */
	readonly link: LinkName;
	readonly reason: RoundTripReason;
	/** Which window, where the reason is `flow-control-window`. */
	readonly window?: FlowControlWindow;
	/**
	 * How many: TLS may need two, a long answer may wait for its window again and again. 0 for a connection that nobody
	 * waited for, as the request left with its first flight.
	 */
	readonly count: number;
	readonly exchange: number;
	readonly attempt: number;
	readonly call: CallId;
	/** Absent where there is none yet: for an address, and where the connection was another call's to open. */
	readonly connection?: string;
	/** True on a link behind the server, false on the client's own. */
	readonly behind: boolean;
	/** When it began; of an estimate, when the request did that it is a part of. */
	readonly startAt: Nanoseconds;
	readonly startSeq: number;
	/** When it came back; absent where it didn't, and where the trace doesn't tell. */
	readonly endAt?: Nanoseconds;
	readonly endSeq?: number;
	/** How long it took, all of them; absent where it didn't come back. */
	readonly timeNs?: Nanoseconds;
	/** True where the trace tells how many there were, not when: the time is then their number times the link's own. */
	readonly isEstimate: boolean;
	readonly ended: RoundTripEnd;
	/**
	 * True where the exchange had to wait for it: it came back, and so did every call that it was made for.
	 * False in an attempt whose end the client's timeout or a crash decided, not the network.
	 */
	readonly critical: boolean;
}
