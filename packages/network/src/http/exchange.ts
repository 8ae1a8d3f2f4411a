import type { Bytes, Nanoseconds } from "@roundtrip/model";

/** What is asked of a client: sizes and times only. */
export interface ExchangeSpec {
	/** Request line or pseudo-fields and fields, as they are on the wire; over HTTP/2 the block without the frame's header. */
	readonly requestHeadBytes: Bytes;
	/** Body of the request, 0 if absent. */
	readonly requestBodyBytes?: Bytes;
	readonly responseHeadBytes: Bytes;
	readonly responseBodyBytes: Bytes;
	/** From the arrival of the whole request until the answer is written; 0 if absent. */
	readonly serverNs?: Nanoseconds;
	/** HTTP/1.1: the body is sent only when the server has answered 100 (RFC 9110, 10.1.1). */
	readonly expectsContinue?: boolean;
	/** This is the beginning: the body goes on by `Asked.write`. The server handles the request once the beginning is there. */
	readonly isOpen?: boolean;
}

/** When things happened to an exchange; -1: did not happen for it, as connecting on a connection that was there. */
export interface ExchangeTimes {
	/** The client was asked. */
	askedNs: Nanoseconds;
	/** A connection was found or begun for it: it left the client's queue. */
	assignedNs: Nanoseconds;
	resolvedNs: Nanoseconds;
	connectedNs: Nanoseconds;
	securedNs: Nanoseconds;
	/** The request was written. */
	sentNs: Nanoseconds;
	/** The head of the response is here, then all of it. */
	firstByteNs: Nanoseconds;
	lastByteNs: Nanoseconds;
}

/** Round-trips that an exchange took or waited for, by what they were needed for. */
export interface RoundTrips {
	dns: number;
	connect: number;
	tls: number;
	/** The request itself: 1, and 1 more where it waited for the server's 100. */
	request: number;
	/** Flights of the answer, or of the request's body, beyond the first because of TCP's congestion window. */
	congestionWindow: number;
	/** The same because of the receiver's TCP window. */
	receiveWindow: number;
	/** The same because of HTTP/2's windows, of the stream or of the connection. */
	streamWindow: number;
	connectionWindow: number;
	/** Recoveries from loss in either direction while it was under way, lost SYNs included. */
	retransmission: number;
	/** Exchanges that were done while it waited in its place: on its connection, or over HTTP/2 in its stream's. */
	queue: number;
}

/**
 * How an exchange ended: all of the answer is here; nobody listens there; its connection ended before the answer was
 * whole, which says nothing of whether the request arrived; nothing was heard from there while a connection was opened.
 */
export type Outcome = "done" | "refused" | "reset" | "unreachable";

export interface ExchangeResult {
	readonly outcome: Outcome;
	readonly times: ExchangeTimes;
	readonly roundTrips: RoundTrips;
	/** Whether its connection had carried another exchange before. */
	readonly reused: boolean;
	/** Number of its connection, in the order of opening. */
	readonly connection: number;
}

/**
 * What becomes of a request's bytes: they go so much later, or never, as if lost past all retransmission, or when who is given
 * the word says so.
 */
export type Departure = Nanoseconds | "vanishes" | ((go: () => void) => void);

/** Is told what becomes of an exchange as it happens; what doesn't happen to it is not told. */
export interface ExchangeWatcher {
	/** It waits for a connection or a stream; over HTTP/2 and HTTP/3 also for a connection that is being opened for another. */
	queued?(): void;
	/** The resolver is asked, and has answered, for it. */
	resolving?(): void;
	resolved?(): void;
	/** A connection is opened for it; TCP is connected; TLS is done at the client's end. QUIC: both at the same time. */
	connecting?(connection: number): void;
	connected?(connection: number): void;
	secured?(connection: number): void;
	/** Its request is about to leave. The answer says what becomes of it; it leaves now if nothing is said. */
	leaving?(connection: number): Departure | undefined;
	/** The head of the answer is here. */
	began?(): void;
	/** So much of the answer's body is here. */
	progress?(bytes: Bytes): void;
	/** It has ended. Told once, and not after it was cancelled. */
	done(result: ExchangeResult): void;
}

/** What a client sends after the beginning of its request: of one that is open, or on a connection that has changed its protocol. */
export interface Upload {
	/** Gives how much the server has been told of (`RequestListener.progress`) when all of it is there. */
	write(bytes: Bytes): Bytes;
	/** No more follows. */
	end(): void;
}

/** An exchange that was asked for. What is written before its request has left, or after it has ended, is not sent. */
export interface Asked extends Upload {
	/**
	 * Gives up: what waits is taken from the queue, HTTP/1.1 closes its connection, HTTP/2 and HTTP/3 reset the stream.
	 * Nothing more is told of it. Nothing happens if it has ended.
	 */
	cancel(): void;
}

export function noTimes(askedNs: Nanoseconds): ExchangeTimes {
	return {
		askedNs,
		assignedNs: -1,
		resolvedNs: -1,
		connectedNs: -1,
		securedNs: -1,
		sentNs: -1,
		firstByteNs: -1,
		lastByteNs: -1,
	};
}

export function noRoundTrips(): RoundTrips {
	return {
		dns: 0,
		connect: 0,
		tls: 0,
		request: 1,
		congestionWindow: 0,
		receiveWindow: 0,
		streamWindow: 0,
		connectionWindow: 0,
		retransmission: 0,
		queue: 0,
	};
}
