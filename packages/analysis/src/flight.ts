import type { Bytes, CallId, LinkName, Lost, MessageId, Nanoseconds, StreamPart } from "@roundtrip/model";

/** One message, from its sending to its arrival or its loss. */
export interface MessageFlight {
	readonly message: MessageId;
	readonly call: CallId;
	readonly exchange: number;
	readonly attempt: number;
	readonly connection: string;
	readonly direction: "request" | "response";
	/** Of a stream: which item it is, or its end; absent where it is a request or a response, or what a stream begins with. */
	readonly item?: StreamPart;
	readonly from: string;
	readonly to: string;
	/** The link as the scenario names it: the asking node first, whichever way the message goes. */
	readonly link: LinkName;
	readonly sentAt: Nanoseconds;
	readonly sentSeq: number;
	/** Absent where it was lost, or was still under way when the run ended. */
	readonly deliveredAt?: Nanoseconds;
	readonly deliveredSeq?: number;
	readonly lost?: MessageLoss;
	/** How long a fault held it up; part of the time between sending and arrival. */
	readonly delayedByNs?: Nanoseconds;
	readonly size: Bytes;
	/** The start line without the protocol version: `POST /transfers`, `201 Created`. */
	readonly summary: string;
	readonly head?: string;
	readonly body?: string;
}

/** Where and why a message died. */
export interface MessageLoss {
	readonly at: Nanoseconds;
	readonly seq: number;
	/** How far it came: 0 at its sender, 1 at the door of its receiver. */
	readonly where: number;
	readonly why: Lost["data"]["why"];
	/** Which of the scenario's faults, from 0. */
	readonly fault?: number;
}
