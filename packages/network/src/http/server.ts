import type { Bytes, Nanoseconds } from "@roundtrip/model";
import type { ExchangeSpec } from "./exchange.ts";

/** Writes the answer to one request: the head, parts of the body, the end. */
export interface Answer {
	head(bytes: Bytes): void;
	body(bytes: Bytes): void;
	end(): void;
	/** All of it at once. */
	whole(headBytes: Bytes, bodyBytes: Bytes): void;
}

/** Is told of a request when the program has taken it in, and when all of it had arrived; answers at once or later. */
export type Handler = (spec: ExchangeSpec, answer: Answer, arrivedNs: Nanoseconds) => void;

/** What an answer needs of the world: the time, and to be called later. */
interface Clock {
	readonly kernel: { readonly now: Nanoseconds };
	later(delayNs: Nanoseconds, work: () => void): void;
}

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
