import type { Bytes, Nanoseconds } from "@roundtrip/model";
import type { ExchangeSpec } from "./exchange.ts";
import type { Clock } from "./wanted.ts";

/** Writes the answer to one request: the head, parts of the body, the end. */
export interface Answer {
	/** False once the server's end knows that nobody takes the answer: what is written then is in vain. */
	readonly isOpen: boolean;
	/** @param changesProtocol the connection carries nothing else from now on, and ends with this answer (HTTP/1.1) */
	head(bytes: Bytes, changesProtocol?: boolean): void;
	/** Gives how much the client has been told of (`ExchangeWatcher.progress`) when all of it is there. */
	body(bytes: Bytes): Bytes;
	/** @param trailerBytes a block of fields behind the body; over HTTP/1.1 they are part of its last chunk, and 0 here */
	end(trailerBytes?: Bytes): void;
	/** All of it at once. */
	whole(headBytes: Bytes, bodyBytes: Bytes, trailerBytes?: Bytes): void;
	/** Ends the connection at once, with a reset: nothing more of the answer leaves. */
	reset(): void;
	/** Says who is to hear what comes of the client after its request, and what has come already. */
	listen(listener: RequestListener): void;
}

/** Is told what comes of a client after the beginning of its request. */
export interface RequestListener {
	/** So much of what the client sends is here. */
	progress(bytes: Bytes): void;
	/** All of it is here. */
	ended(): void;
	/** The client has given up, or its connection is over. */
	gone(): void;
}

/**
 * Is told of a request when the program has taken it in, when all of it had arrived, and on which connection; answers at
 * once or later.
 */
export type Handler = (spec: ExchangeSpec, answer: Answer, arrivedNs: Nanoseconds, connection: number) => void;

/**
 * Answers with what the request itself says, so long after its arrival as it says: timers that are set for requests which
 * came together fire together, as those of an event loop do.
 */
export function asSpecified(clock: Clock): Handler {
	return (spec, answer, arrivedNs) => {
		const { serverNs = 0, responseHeadBytes, responseBodyBytes } = spec;
		const reply = (): void => answer.whole(responseHeadBytes, responseBodyBytes);
		const leftNs = arrivedNs + serverNs - clock.kernel.now;
		if (serverNs > 0) clock.later(Math.max(leftNs, 0), reply);
		else reply();
	};
}
