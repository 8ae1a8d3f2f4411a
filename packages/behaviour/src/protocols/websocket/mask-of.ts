import { createStream } from "../../random/stream.ts";
import type { Conversation } from "../dialect.ts";

/**
 * What a client draws at random. Real clients draw from the system; here it comes from the seed, and its call is whose it is.
 */
export function octetsOf(
	{ seed, call }: Pick<Conversation, "seed" | "call">,
	purpose: string,
	count: number,
): Uint8Array {
	const stream = createStream(seed, call, `websocket/${purpose}`);
	return Uint8Array.from({ length: count }, () => stream.below(256));
}

/** Four octets for a frame of its. */
export function maskOf(conversation: Pick<Conversation, "seed" | "call">, frame: string): string {
	return String.fromCharCode(...octetsOf(conversation, `mask/${frame}`, 4));
}
