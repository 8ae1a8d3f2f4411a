import type { HttpReply } from "../messages/http-message.ts";

/** A reply as it came, made ready to be kept. */
export interface Arrival {
	/** What was asked for; see `cacheKey`. */
	readonly key: string;
	/** Names of the request's fields that the reply depends on, in order. */
	readonly vary: readonly string[];
	/** What those fields were: of one key and variant only one reply is kept. */
	readonly variant: string;
	readonly reply: HttpReply;
	/** When the request was sent that brought or last confirmed it, in ns of the run. */
	readonly requestedNs: number;
	/** When its answer came. */
	readonly repliedNs: number;
}

/** A reply as a cache keeps it: plain data, so that it can be kept anywhere. */
export interface StoredReply extends Arrival {
	/** The moment of the run from which its age counts, in ns: before its arrival where it was older by then. */
	readonly bornNs: number;
	/** How long after that it is fresh. */
	readonly lifetimeNs: number;
}

/** When a request was sent and its answer came, in ns of the run. */
export interface Times {
	readonly requestedNs: number;
	readonly repliedNs: number;
}

/** The name of what a request asks for: whom, and what path. A GET and a HEAD ask for the same. */
export function cacheKey(to: string, path: string): string {
	return `${to} ${path}`;
}

/** What a stored reply takes of a cache's room, in bytes. */
export function storedBytes({ key, variant, reply }: StoredReply): number {
	const fields = reply.fields.reduce((bytes, [name, value]) => bytes + name.length + value.length, 0);
	return key.length + variant.length + fields + reply.body.size;
}
