import type { Belief } from "../outcome.ts";
import type { CertificateTrouble } from "../scenario/faults/certificate.ts";
import type { LinkWay } from "../scenario/faults/partition.ts";
import type { Handshake } from "../scenario/link-spec.ts";
import type { Proof } from "../scenario/nodes/proves.ts";
import type { TlsVersion } from "../scenario/tls-field.ts";
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

/** Another attempt begins: after a wait, or at once where the answer of the one before sent its client on. */
export interface Retried extends OfCall<"retried"> {
	readonly data: {
		readonly to: string;
		readonly waited: Nanoseconds;
		/** The path that the client was sent on to. */
		readonly redirect?: string;
		/** What the client had shown was refused: it gets another proof of who it is first. */
		readonly renewed?: true;
		/** It is a copy beside the attempt before it, whose answer is late. */
		readonly hedged?: true;
	};
}

/**
 * Something has to wait its turn: a call for a connection, a request for a worker, a statement for what another transaction
 * holds, or what is to be asked for what another of the same node is getting: a client's credential, a server's keys.
 */
export interface Queued extends OfCall<"queued"> {
	readonly data: { readonly for: "connection" | "worker" | "lock" | "credential" | "keys" | "item" };
}

/** The address of the other end is asked for: one round-trip to the resolver. */
export interface Resolving extends OfCall<"resolving"> {
	readonly data: { readonly to: string };
}

export interface Resolved extends OfCall<"resolved"> {
	readonly data: { readonly to: string };
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

/** A connection's keys are agreed upon, as the node that opened it sees it. */
export interface Secured extends OfCall<"secured"> {
	readonly connection: string;
	readonly data: {
		readonly to: string;
		readonly tls: TlsVersion;
		readonly handshake: Handshake;
		/** What it took beside the connection's own round-trip. */
		readonly roundTrips: number;
	};
}

/** Nobody listens there, and the machine says so; or whoever does shows a certificate that isn't believed. */
export interface Refused extends OfCall<"refused"> {
	readonly connection: string;
	readonly data: {
		readonly to: string;
		/** What is wrong with the certificate. */
		readonly certificate?: CertificateTrouble;
	};
}

/** A connection is over, as the node that opened it sees it. */
export interface Closed extends OfCall<"closed"> {
	readonly connection: string;
	readonly data: {
		readonly to: string;
		/**
		 * `gave-up`: this side closed it after its timeout. `reset`: the other side ended it. `done`: it was for one request
		 * only, and has carried it. `left`: this side had enough of a stream.
		 */
		readonly why: "gave-up" | "reset" | "done" | "left" | "no-pong";
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

/** What data that was ready to be sent had to wait a round-trip for. */
export type WaitReason =
	| "congestion-window"
	| "receive-window"
	| "stream-window"
	| "connection-window"
	| "retransmission"
	| "continue";

/** How many round-trips were waited for, by reason; a reason that didn't occur is absent. */
export type Waits = { readonly [Reason in WaitReason]?: number };

/** A message has wholly arrived. */
export interface Delivered extends OfMessage<"delivered"> {
	readonly data: {
		readonly from: string;
		/** At the answer of a call: what the request and the answer had to wait for on the link, as far as is known. */
		readonly waits?: Waits;
		/** At a request whose bytes have changed on the way: by which of the scenario's faults, from 0. It can't be read. */
		readonly damaged?: number;
	};
}

/** A message will not arrive. The node is its sender. */
export interface Lost extends OfMessage<"lost"> {
	readonly data: {
		readonly to: string;
		/** How far it came on the link: 0 at its sender, 1 at the door of its receiver. */
		readonly where: number;
		/**
		 * `fault`: on purpose. `node-down`: nobody there any more. `closed`: the connection was over. `outage`: its
		 * sender had given it up, and the link was cut.
		 */
		readonly why: "fault" | "node-down" | "closed" | "outage";
		/** Which of the scenario's faults, from 0. */
		readonly fault?: number;
	};
}

/** A message is held up on purpose; it is delivered later. The node is its sender. */
export interface Delayed extends OfMessage<"delayed"> {
	readonly data: { readonly by: Nanoseconds; readonly fault: number };
}

/** Something on the way sends a request again, on purpose: what follows is of a call of its own. The node is its asker. */
export interface Copied extends OfCall<"copied"> {
	readonly data: { readonly fault: number };
}

/**
 * A packet leaves its sender, or is lost there. What becomes of it is known at once, since packets of a direction keep
 * their order.
 */
export interface PacketEvent extends Base<"packet"> {
	readonly connection: string;
	readonly data: PacketData;
}

/** A packet, and how its sender stood when it left. */
export interface PacketData {
	readonly to: string;
	/** Such as `SYN`, `SYN ACK`, `ACK`, `PSH ACK`, `FIN ACK`, `RST`; for QUIC `QUIC`. */
	readonly flags: string;
	/** Position of its data in the sender's stream, from 0 at its SYN; for QUIC the packet's number. */
	readonly seq: number;
	/** Payload. */
	readonly length: Bytes;
	/** The whole IP packet. */
	readonly size: Bytes;
	/** Up to where the sender has all of the other's stream. */
	readonly ack: number;
	/** When it comes to the other end; absent where it is lost. */
	readonly arrives?: Nanoseconds;
	/** Why it is lost: by chance, because the queue was full, or because the link was cut. */
	readonly lost?: "chance" | "queue" | "outage";
	/** It was sent before. */
	readonly again?: true;
	/** Congestion window and what is in flight, this packet included, in segments. */
	readonly cwnd: number;
	readonly inFlight: number;
	/** Where slow start ends, in segments; absent where nothing has ended it yet. */
	readonly ssthresh?: number;
}

/** A worker begins with a request. */
export interface Started extends OfCall<"started"> {
	readonly data: Readonly<Record<string, never>>;
}

/** A server has looked at what its route demands: whoever asks didn't prove it, and nothing more is done. */
export interface Denied extends OfCall<"denied"> {
	readonly data: {
		readonly demand: Proof;
		/** Such as `expired`, `no-token`, `replayed`, `scope`: for the log, and not for who asked. */
		readonly why: string;
	};
}

/**
 * A client sends nothing: its breaker for the server is open, or what there is for retries is used up. The attempt that it
 * belongs to isn't made, or isn't followed by another.
 */
export interface Withheld extends OfCall<"withheld"> {
	readonly data: {
		readonly why: "breaker" | "budget";
		readonly to: string;
		/** How long the breaker stays open, in ns from the run's begin. */
		readonly until?: Nanoseconds;
	};
}

/** What a server knows of the idempotency key of a request. */
export type KeyFinding =
	/** Nothing: the request is worked on. */
	| "new"
	/** Its holder has not ended in time: the request is worked on. */
	| "taken-over"
	/** The reply that was stored is given again. */
	| "replayed"
	| "in-flight"
	/** It came with another content. */
	| "reused"
	/** Its holder has not ended in time, and nobody knows what became of it. */
	| "unknown-outcome"
	| "missing"
	| "malformed";

/** A server has looked for the idempotency key of a request. */
export interface Keyed extends OfCall<"keyed"> {
	readonly data: { readonly found: KeyFinding };
}

/** An effect was made lasting. */
export interface Committed extends OfCall<"committed"> {
	readonly data: {
		readonly effect: string;
		/** True where the row was found after a crash that came before its event could be written. */
		readonly recovered?: boolean;
	};
}

/** A database has undone a transaction: nothing of it is lasting. */
export interface Aborted extends OfCall<"aborted"> {
	readonly data: { readonly why: AbortReason };
}

/**
 * `serialization`: it can't be put in an order with others. `deadlock`: it and others wait for each other. `lock-timeout`: it
 * has waited too long. `idle`: nothing came any more. `asked`: whoever began it wants it undone. `disk-full`: there is no room to
 * make it lasting.
 */
export type AbortReason = "serialization" | "deadlock" | "lock-timeout" | "idle" | "asked" | "disk-full";

/** A worker is done with a request and has an answer. */
export interface Replied extends OfCall<"replied"> {
	readonly data: { readonly status: number };
}

/** An item was published on a channel of a server. */
export interface Published extends OfCall<"published"> {
	readonly data: {
		readonly channel: string;
		/** From 1, in the order of publishing. */
		readonly number: number;
	};
}

/** A cache was asked for something, and this is what it has of it (RFC 9111, section 4). */
export interface LookedUp extends OfCall<"looked-up"> {
	readonly data: {
		/** `revalidate`: there is something, and the server is asked whether it is still right. */
		readonly found: "fresh" | "stale" | "revalidate" | "miss" | "only-if-cached";
		/** Why there is nothing to give, or why something stale may be given. */
		readonly why?: string;
	};
}

/** What a cache has done with an answer. */
export interface Stored extends OfCall<"stored"> {
	readonly data: {
		/** `freshened`: the server has confirmed what was there. */
		readonly what: "stored" | "freshened" | "not-stored" | "stale-if-error";
		readonly why?: string;
	};
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
		/** `left`: the client had enough of a stream. */
		readonly why: "answered" | "refused" | "not-sent" | "reset" | "timed-out" | "left";
	};
}

/** A node died. */
export interface Crashed extends Base<"crashed"> {
	readonly data: {
		readonly fault: number;
		readonly silent: boolean;
		/** It took more than it had memory for, and its kernel has killed it. */
		readonly why?: "memory";
	};
}

/** A node is back, with what it had made lasting. */
export interface Restarted extends Base<"restarted"> {
	readonly data: { readonly fault: number };
}

/** A fault strikes a link: nothing gets through it, or it is slower. The node is its asking end. */
export interface Impaired extends Base<"impaired"> {
	readonly data: {
		readonly to: string;
		readonly fault: number;
		/** Whose messages are concerned. */
		readonly way: LinkWay;
		readonly how: "cut" | "slow";
	};
}

/** A link is as it was before a fault. The node is its asking end. */
export interface Mended extends Base<"mended"> {
	readonly data: { readonly to: string; readonly fault: number };
}

/** A cache has lost all that it had. */
export interface Flushed extends Base<"flushed"> {
	readonly data: { readonly fault: number };
}

/** A replica that has taken its primary's place never had an effect that was committed: it is gone. */
export interface Forgotten extends OfCall<"forgotten"> {
	readonly data: { readonly effect: string; readonly fault: number };
}

/** How a node is there, and doesn't do what it should. */
export type Hampering = "paused" | "slow" | "full" | "skewed";

/** From now on a node is not what it should be, on purpose. */
export interface Hampered extends Base<"hampered"> {
	readonly data: { readonly how: Hampering; readonly fault: number };
}

/** It is again. */
export interface Recovered extends Base<"recovered"> {
	readonly data: { readonly how: Hampering; readonly fault: number };
}

export type TraceEvent =
	| Begun
	| Retried
	| Queued
	| Resolving
	| Resolved
	| Connecting
	| Connected
	| Secured
	| Refused
	| Closed
	| Sent
	| Delivered
	| Lost
	| Delayed
	| Copied
	| PacketEvent
	| Started
	| Denied
	| Withheld
	| Keyed
	| Committed
	| Aborted
	| Replied
	| Published
	| LookedUp
	| Stored
	| TimedOut
	| Settled
	| Crashed
	| Restarted
	| Impaired
	| Mended
	| Flushed
	| Forgotten
	| Hampered
	| Recovered;

export type EventKind = TraceEvent["kind"];

/** An event of one kind. */
export type EventOf<Kind extends EventKind> = Extract<TraceEvent, { readonly kind: Kind }>;

/** An event without its place and time, which are the recorder's. */
export type EventMoment = TraceEvent extends infer Each
	? Each extends TraceEvent
		? Omit<Each, "seq" | "at">
		: never
	: never;

/** What an emitter says of an event; its place in the trace is the recorder's. */
export type EventDraft = TraceEvent extends infer Each ? (Each extends TraceEvent ? Omit<Each, "seq"> : never) : never;
