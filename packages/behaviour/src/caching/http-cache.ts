import type { HttpReply, HttpRequest } from "../messages/http-message.ts";
import { type Asking, askingKey } from "./asking.ts";
import { type Lookup, lookUpStored } from "./lookup.ts";
import type { CacheOptions } from "./options.ts";
import { type Settled, settleAnswer, staleAfterFailure } from "./settle.ts";
import { createShelf } from "./shelf.ts";
import { cacheKey, type Times } from "./stored-reply.ts";

/**
 * A cache by RFC 9111 that keeps what it stores in memory. It decides and never waits: the world asks the server, tells
 * what came, and gives the client the reply.
 */
export interface HttpCache {
	/** What to do with a request for a node. */
	lookUp(to: string, asked: HttpRequest, nowNs: number): Lookup;
	/** Told of the answer to what a lookup (or an earlier answer) had the world ask; says what the client gets. */
	answered(asking: Asking, reply: HttpReply, times: Times): Settled;
	/** The reply that the client gets although no answer came; undefined where there is none. */
	failed(asking: Asking, nowNs: number): HttpReply | undefined;
	/** Forgets everything, as a crash does. */
	clear(): void;
	/** What it stores. */
	readonly bytes: number;
	readonly count: number;
}

/** A cache with so much room, in bytes. */
export function createHttpCache(options: CacheOptions & { readonly maxBytes: number }): HttpCache {
	const shelf = createShelf(options.maxBytes);
	return {
		lookUp: (to, asked, nowNs) => lookUpStored(options, to, asked, shelf.get(cacheKey(to, asked.path)), nowNs),
		answered(asking, reply, times) {
			const settled = settleAnswer(options, asking, reply, times, shelf.get(askingKey(asking)));
			const { forget, remove, put } = settled.change;
			for (const key of forget) shelf.forget(key);
			for (const stored of remove) shelf.remove(stored);
			for (const stored of put) shelf.put(stored);
			return settled;
		},
		failed: (asking, nowNs) => staleAfterFailure(options, asking, nowNs, shelf.get(askingKey(asking))),
		clear: () => shelf.clear(),
		get bytes() {
			return shelf.bytes;
		},
		get count() {
			return shelf.count;
		},
	};
}
