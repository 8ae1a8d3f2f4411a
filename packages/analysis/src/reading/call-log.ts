import type { AttemptResult, CallId, EventOf, MessageId, Secured, Settled, Trace, Waits } from "@roundtrip/model";
import type { MessageFlight } from "../flight.ts";
import type { Mutable } from "../mutable.ts";
import type { Lane } from "./lane.ts";

/** No such event. */
export const NONE = -1;

/** The opening of one connection; numbers are sequence numbers, `NONE` where it didn't happen. */
export interface ConnectLog {
	readonly connection: string;
	readonly started: number;
	ended: number;
	result: "connected" | "refused" | "unfinished";
	/** When its keys were agreed upon, and which. */
	secured: number;
	keys: Secured["data"] | undefined;
	/** When the certificate that was shown was refused. */
	distrusted: number;
}

/** The asking for one address. */
interface ResolveLog {
	readonly started: number;
	ended: number;
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
	/** The path that a redirect sent its client on to, where that is why it began. */
	redirect: string | undefined;
	/** What the client had shown with the attempt before was refused. */
	isRenewed: boolean;
	/** It is a copy beside the attempt before it. */
	isHedged: boolean;
	/** The attempt that its own answer sent the client on to. */
	followedBy: CallLog | undefined;
	queuedForConnection: number;
	readonly resolves: ResolveLog[];
	readonly connects: ConnectLog[];
	/** Over which the request went, or would have gone. */
	connection: string | undefined;
	request: MessageFlight | undefined;
	/** Items of a stream and its ends, by their names. */
	readonly items: Map<MessageId, Mutable<MessageFlight>>;
	started: number;
	/** Those that are lasting. */
	readonly commits: CommitLog[];
	/** Where its database has lost what had been committed for it. */
	readonly forgotten: number[];
	replied: number;
	status: number | undefined;
	response: MessageFlight | undefined;
	/** What its data waited for on the link, as the arrival of the answer tells. */
	waits: Waits | undefined;
	end: CallEnd | undefined;
	/** The calls that the asked node made for this one, in order. */
	readonly children: CallLog[];
	/** Calls with which something on the way has sent its request again; undefined where nothing has. */
	copies: CallLog[] | undefined;
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
	/** By connection; connections that follow each other in one place share theirs. */
	readonly lanes: ReadonlyMap<string, Lane>;
}

/** When a call stopped waiting for a connection: its first step over one, or towards one. */
export function placedAt({ resolves, connects, request, queuedForConnection }: CallLog): number {
	const steps = [resolves[0]?.started, connects[0]?.started, request?.sentSeq];
	const later = steps.filter((seq): seq is number => seq !== undefined && seq > queuedForConnection);
	return later.length === 0 ? NONE : Math.min(...later);
}

/** All calls of an exchange, those behind the server included; each stands before the calls made for it. */
export function callsOf(exchange: ExchangeLog): readonly CallLog[] {
	const calls = [...exchange.attempts];
	// The list grows while it is walked: children go to its end.
	for (const call of calls) {
		calls.push(...call.children);
		if (call.copies !== undefined) calls.push(...call.copies);
	}
	return calls;
}
