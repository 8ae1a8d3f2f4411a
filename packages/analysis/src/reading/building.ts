import { type AttemptResult, type CallId, callParts, isCopy, type Trace, type TraceEvent } from "@roundtrip/model";
import type { MessageFlight } from "../flight.ts";
import type { Mutable } from "../mutable.ts";
import { type CallLog, type ExchangeLog, NONE } from "./call-log.ts";
import type { Lane } from "./lane.ts";

/** A reading while the trace is passed through. */
export interface Building {
	readonly trace: Trace;
	readonly exchanges: Map<number, ExchangeLog>;
	readonly calls: Map<CallId, CallLog>;
	readonly messages: Mutable<MessageFlight>[];
	readonly lastCrash: Map<string, number>;
	readonly lanes: Map<string, Lane>;
	/** The exchanges that open streams. */
	readonly streams: ReadonlySet<number>;
}

type CallEvent = Extract<TraceEvent, { readonly call: CallId }>;

/** The log of an event's call; the first event of a call is always that of the asking node. */
export function callOf(event: CallEvent, building: Building): CallLog {
	const known = building.calls.get(event.call);
	if (known) return known;
	const { parent: parentId } = callParts(event.call);
	const parent = parentId === undefined ? undefined : building.calls.get(parentId);
	const log: CallLog = {
		call: event.call,
		exchange: event.exchange,
		attempt: event.attempt,
		parent,
		from: event.node,
		to: "",
		begun: event.seq,
		waitedNs: 0,
		redirect: undefined,
		isRenewed: false,
		isHedged: false,
		followedBy: undefined,
		queuedForConnection: NONE,
		resolves: [],
		connects: [],
		connection: undefined,
		request: undefined,
		items: new Map(),
		started: NONE,
		commits: [],
		forgotten: [],
		replied: NONE,
		status: undefined,
		response: undefined,
		waits: undefined,
		end: undefined,
		children: [],
		copies: undefined,
	};
	building.calls.set(event.call, log);
	if (isCopy(event.call)) copied(log, building);
	else if (parent) parent.children.push(log);
	else building.exchanges.get(event.exchange)?.attempts.push(log);
	return log;
}

/** A copy belongs to its original: nobody waits for what becomes of it. */
function copied(copy: CallLog, { calls }: Building): void {
	const original = calls.get(copy.call.slice(0, copy.call.lastIndexOf("/")));
	if (original === undefined) return;
	original.copies ??= [];
	original.copies.push(copy);
}

/** The first end of a call is its end: what comes after, nobody waits for. */
export function end(call: CallLog, seq: number, result: AttemptResult): void {
	call.end ??= { seq, result };
}
