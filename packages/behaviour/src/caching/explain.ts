import type { Lookup, Miss } from "./lookup.ts";
import type { Settled } from "./settle.ts";
import type { NotStored } from "./storable.ts";

const MISSES: Readonly<Record<Miss, string>> = {
	"nothing-stored": "nothing is stored for this address",
	"other-variant": "what is stored is for requests that accept something else",
	stale: "what is stored is too old, and nothing in it tells it from a newer one",
	method: "this method asks the server itself",
	"asked-no-store": "the client wants nothing of it to be stored",
	"store-failed": "what is stored can't be reached",
	condition: "only the server can judge the client's condition",
};

const NOT_STORED: Readonly<Record<NotStored, string>> = {
	method: "answers to this method are for whoever asked",
	"asked-no-store": "the client wants nothing of it to be stored",
	"no-store": "the server wants it stored nowhere",
	private: "it is for one client alone, and this cache serves many",
	authorization: "the client said who it is, and the server doesn't say that others may have the answer",
	"vary-star": "it depends on more than the request says",
	status: "it is a part, or has a status that this cache can't keep",
	streamed: "its end isn't there yet",
	"nothing-allows-it": "its status isn't one to be kept, and the server doesn't say for how long",
	"store-failed": "the store can't be reached",
	"of-no-use": "it is too old at once, and nothing in it tells it from a newer one",
};

const SETTLED: Readonly<Record<Exclude<Settled["what"], "not-stored">, string>> = {
	stored: "The cache keeps the answer.",
	freshened: "What the cache has is still right, and is fresh again.",
	passed: "The answer goes on to the client.",
	"stale-if-error": "The server failed; the client gets what the cache has, as the server allows.",
	again: "The server confirms something that the cache no longer has, so it is asked once more.",
};

/** What a cache does with a request and why, in a sentence. */
export function explainLookup(lookup: Lookup): string {
	if (lookup.how === "fresh") {
		return `It is answered from the cache: stored ${secondsOf(lookup.standing.ageNs)} ago, and fresh for ${secondsOf(lookup.standing.freshForNs)} more.`;
	}
	if (lookup.how === "stale") {
		const over = secondsOf(-lookup.standing.freshForNs);
		const why =
			lookup.why === "max-stale" ? "the client accepts that" : "the server allows that while it is asked anew";
		return `It is answered from the cache, ${over} too late: ${why}.`;
	}
	if (lookup.how === "revalidate") return "The cache has it, and asks the server whether it is still right.";
	if (lookup.how === "only-if-cached") return "The client wants it from the cache alone, and the cache can't give it.";
	return `The server is asked: ${MISSES[lookup.why]}.`;
}

/** What becomes of an answer and why, in a sentence. */
export function explainSettled(settled: Settled): string {
	if (settled.what === "not-stored") return `The cache doesn't keep the answer: ${NOT_STORED[settled.why]}.`;
	if (settled.what === "passed" && settled.change.forget.length > 0) {
		return "The answer goes on to the client, and the cache forgets what the change has made wrong.";
	}
	return SETTLED[settled.what];
}

function secondsOf(ns: number): string {
	return `${Math.floor(ns / 1e9)} s`;
}
