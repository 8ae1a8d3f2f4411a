import type { Belief } from "../outcome.ts";
import type { Bytes } from "../units/data.ts";
import type { Nanoseconds } from "../units/duration.ts";
import type { CallId, MessageId } from "./message-id.ts";

/** A moment of a run. Kinds are few and named after what a person would say. */
interface Base<Kind extends string> {
	/** Position in the trace, from 0. */
	readonly seq: number;
	/** Since the run began, on the one clock of the run. */
	readonly at: Nanoseconds;
	/** Where it happened. */
	readonly node: string;
	readonly kind: Kind;
	/** The events without which this one would not be; all lie before it. */
	readonly causes: readonly number[];
}

interface OfExchange<Kind extends string> extends Base<Kind> {
	/** From 1, in the order of the plan. */
	readonly exchange: number;
}

interface OfCall<Kind extends string> extends OfExchange<Kind> {
	/** From 1. */
	readonly attempt: number;
	readonly call: CallId;
}

interface OfMessage<Kind extends string> extends OfCall<Kind> {
	readonly message: MessageId;
	readonly connection: string;
}

/** A client wants something: an exchange begins, and with it its first attempt. */
export interface Begun extends OfCall<"begun"> {
	readonly data: { readonly to: string; readonly request: string };
}

/** Another attempt begins, after a wait. */
export interface Retried extends OfCall<"retried"> {
	readonly data: { readonly to: string; readonly waited: Nanoseconds };
}

/** Something has to wait its turn: a call for a connection, or a request for a worker. */
export interface Queued extends OfCall<"queued"> {
	readonly data: { readonly for: "connection" | "worker" };
}

/** A connection is being opened: one round-trip. */
export interface Connecting extends OfCall<"connecting"> {
	readonly connection: string;
	readonly data: { readonly to: string };
}

export interface Connected extends OfCall<"connected"> {
	readonly connection: string;
	readonly data: { readonly to: string };
}

/** Nobody listens there, and the machine says so. */
export interface Refused extends OfCall<"refused"> {
	readonly connection: string;
	readonly data: { readonly to: string };
}

/** A connection is over, as the node that opened it sees it. */
export interface Closed extends OfCall<"closed"> {
	readonly connection: string;
	readonly data: {
		readonly to: string;
		/** `gave-up`: this side closed it after its timeout. `reset`: the other side ended it. */
		readonly why: "gave-up" | "reset";
	};
}

/** What a message looks like; both worlds fill it. */
export interface MessageData {
	readonly to: string;
	/** The start line without the protocol version: `POST /transfers`, `201 Created`. */
	readonly summary: string;
	/** All bytes of the message, head and body. */
	readonly size: Bytes;
	/** Start line and header fields with their line ends; one character a byte. Absent where a run doesn't keep them. */
	readonly head?: string;
	/** The begin of the body, one character a byte, at most 1,024. */
	readonly body?: string;
}

/** A message begins to leave its sender. */
export interface Sent extends OfMessage<"sent"> {
	readonly data: MessageData;
}

/** A message has wholly arrived. */
export interface Delivered extends OfMessage<"delivered"> {
	readonly data: { readonly from: string };
}

/** A message will not arrive. The node is its sender. */
export interface Lost extends OfMessage<"lost"> {
	readonly data: {
		readonly to: string;
		/** How far it came on the link: 0 at its sender, 1 at the door of its receiver. */
		readonly where: number;
		/**
		 * `fault`: on purpose. `node-down`: nobody there any more. `closed`: the connection was over.
		 */
		readonly why: "fault" | "node-down" | "closed";
		/** Which of the scenario's faults, from 0. */
		readonly fault?: number;
	};
}

/** A message is held up on purpose; it is delivered later. The node is its sender. */
export interface Delayed extends OfMessage<"delayed"> {
	readonly data: { readonly by: Nanoseconds; readonly fault: number };
}

/** A worker begins with a request. */
export interface Started extends OfCall<"started"> {
	readonly data: Readonly<Record<string, never>>;
}

/** An effect was made lasting. */
export interface Committed extends OfCall<"committed"> {
	readonly data: {
		readonly effect: string;
		/** True where the row was found after a crash that came before its event could be written. */
		readonly recovered?: boolean;
	};
}

/** A worker is done with a request and has an answer. */
export interface Replied extends OfCall<"replied"> {
	readonly data: { readonly status: number };
}

/** Whoever waited for the answer of a call gave up. */
export interface TimedOut extends OfCall<"timed-out"> {
	readonly data: { readonly after: Nanoseconds };
}

/** An exchange is over for its client. */
export interface Settled extends OfCall<"settled"> {
	readonly data: {
		readonly belief: Belief;
		/** Of the last answer, if there was one. */
		readonly status?: number;
		readonly why: "answered" | "refused" | "not-sent" | "reset" | "timed-out";
	};
}

/** A node died. */
export interface Crashed extends Base<"crashed"> {
	readonly data: { readonly fault: number; readonly silent: boolean };
}

/** A node is back, with what it had made lasting. */
export interface Restarted extends Base<"restarted"> {
	readonly data: { readonly fault: number };
}

export type TraceEvent =
	| Begun
	| Retried
	| Queued
	| Connecting
	| Connected
	| Refused
	| Closed
	| Sent
	| Delivered
	| Lost
	| Delayed
	| Started
	| Committed
	| Replied
	| TimedOut
	| Settled
	| Crashed
	| Restarted;

export type EventKind = TraceEvent["kind"];

/** An event of one kind. */
export type EventOf<Kind extends EventKind> = Extract<TraceEvent, { readonly kind: Kind }>;

/** What an emitter says of an event; its place in the trace is the recorder's. */
export type EventDraft = TraceEvent extends infer Each ? (Each extends TraceEvent ? Omit<Each, "seq"> : never) : never;
