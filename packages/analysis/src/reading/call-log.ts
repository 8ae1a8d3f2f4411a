import type { AttemptResult, CallId, EventOf, Settled, Trace } from "@roundtrip/model";
import type { MessageFlight } from "../flight.ts";

/** No such event. */
export const NONE = -1;

/** The opening of one connection; numbers are sequence numbers, `NONE` where it didn't happen. */
export interface ConnectLog {
	readonly connection: string;
	readonly started: number;
	ended: number;
	result: "connected" | "refused" | "unfinished";
}

/** A commit, as its event says. */
type CommitLog = EventOf<"committed">;

/** How a call ended for whoever made it. */
interface CallEnd {
	readonly seq: number;
	readonly result: AttemptResult;
}

/**
 * Everything that the trace says of one call, by sequence number (`NONE` where it didn't happen).
 * The moments of the asking node and of the asked node stand side by side.
 */
export interface CallLog {
	readonly call: CallId;
	readonly exchange: number;
	readonly attempt: number;
	readonly parent: CallLog | undefined;
	/** Who asks. */
	readonly from: string;
	/** Who is asked; empty where the call got no further than waiting. */
	to: string;
	readonly begun: number;
	/** The wait before a retried attempt, in ns. */
	waitedNs: number;
	queuedForConnection: number;
	readonly connects: ConnectLog[];
	/** Over which the request went, or would have gone. */
	connection: string | undefined;
	request: MessageFlight | undefined;
	started: number;
	readonly commits: CommitLog[];
	replied: number;
	status: number | undefined;
	response: MessageFlight | undefined;
	end: CallEnd | undefined;
	/** The calls that the asked node made for this one, in order. */
	readonly children: CallLog[];
}

/** One exchange with its calls. */
export interface ExchangeLog {
	readonly exchange: number;
	readonly client: string;
	readonly to: string;
	readonly request: string;
	readonly begun: number;
	readonly attempts: CallLog[];
	settled: Settled | undefined;
}

/** A trace, put in order by exchange, call and message in one pass; every analysis starts from it. */
export interface Reading {
	readonly trace: Trace;
	/** By number. */
	readonly exchanges: readonly ExchangeLog[];
	/** In the order of their begin. */
	readonly calls: readonly CallLog[];
	/** In the order of sending. */
	readonly messages: readonly MessageFlight[];
	/** The last crash of each node. */
	readonly lastCrash: ReadonlyMap<string, number>;
}

/** All calls of an exchange, those behind the server included; each stands before the calls made for it. */
export function callsOf(exchange: ExchangeLog): readonly CallLog[] {
	const calls = [...exchange.attempts];
	// The list grows while it is walked: children go to its end.
	for (const call of calls) calls.push(...call.children);
	return calls;
}
