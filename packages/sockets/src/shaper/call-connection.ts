import type { Duplex } from "node:stream";
import type { ApiProtocol, CallId, Method } from "@roundtrip/model";
import type { FlowingMessage } from "./message-flow.ts";

/** Who opened a connection. */
export interface ConnectionOwner {
	/** Nobody listened at the other end. */
	refused(): void;
	/** The connection is over, and the owner did not end it. */
	ended(): void;
	/** Of a stream of the call that is carried: its head, an item or its end is here. */
	arrived(message: FlowingMessage): void;
}

/** A call as its connection has to know it. */
export interface Carriage {
	readonly call: CallId;
	readonly method: Method;
	/** In which a stream is, where it may become one. */
	readonly stream: ApiProtocol | undefined;
}

/** A connection that carries one call after the other, and writes down what becomes of them. */
export interface CallConnection extends Duplex {
	/**
	 * From a time on it works for this call: its request goes out next, its response comes back next. Where the connection
	 * is not open yet, the request is handed over when it is.
	 */
	carry(carriage: Carriage, atNs: number): void;
	/** Whether the request of the call that it carries has begun to leave. */
	readonly hasSent: boolean;
	readonly isOpen: boolean;
	/** Opens it for the call that it carries, which came to need it at a time; `opened` is told when it can be used. */
	open(atNs: number, opened: (error: Error | null) => void): void;
	/** This end closes, because its call has waited long enough. */
	giveUp(): void;
	/** This end closes, because it has had enough of a stream. */
	leave(): void;
	/** What comes from the other end from now on is nothing that its call has to do with. */
	hearNoMore(): void;
	/** Its call is over; the two ends say goodbye to each other by themselves, and close. */
	saidGoodbye(why: "left" | "done"): void;
	/** This end closes, because it can't read what has come. */
	breakOff(): void;
	/**
	 * The response of the call that it carries has wholly arrived, or its stream is over; gives the time.
	 * @param isLast it says that its connection ends with it
	 */
	wasAnswered(isLast?: boolean): number;
}

/** An error as Node's sockets give it. */
export function systemError(code: string): Error {
	return Object.assign(new Error(code), { code });
}
