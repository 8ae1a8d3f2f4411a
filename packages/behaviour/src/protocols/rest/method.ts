import type { Method } from "@roundtrip/model";

/** What a method promises, whatever it is sent to (RFC 9110, section 9.2). */
export interface MethodTraits {
	/** It asks for no change. */
	readonly isSafe: boolean;
	/** Sent twice, it does what it does once: a client may try again without asking. */
	readonly isIdempotent: boolean;
	/** Its answer may be kept for later. */
	readonly isCacheable: boolean;
	/** One sentence for people. */
	readonly what: string;
}

const READS = { isSafe: true, isIdempotent: true } as const;
const SETS = { isSafe: false, isIdempotent: true, isCacheable: false } as const;
const ACTS = { isSafe: false, isIdempotent: false } as const;

export const METHOD_TRAITS: Readonly<Record<Method, MethodTraits>> = {
	GET: { ...READS, isCacheable: true, what: "Gives the content as it is now." },
	HEAD: { ...READS, isCacheable: true, what: "Gives what GET would give, without its content." },
	OPTIONS: { ...READS, isCacheable: false, what: "Says what may be asked for here." },
	PUT: { ...SETS, what: "Replaces the content with the one that is sent." },
	DELETE: { ...SETS, what: "Takes the content away." },
	POST: { ...ACTS, isCacheable: true, what: "Does what its address is for with the content that is sent." },
	PATCH: { ...ACTS, isCacheable: true, what: "Changes a part of the content, as the one that is sent says." },
};
