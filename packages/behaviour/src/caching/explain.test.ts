import { describe, expect, it } from "vitest";
import type { HeaderField, HttpReply, HttpRequest } from "../messages/http-message.ts";
import { cacheStatus } from "./cache-status.ts";
import { explainLookup, explainSettled } from "./explain.ts";
import { createHttpCache, type HttpCache } from "./http-cache.ts";
import type { Lookup } from "./lookup.ts";

const S = 1e9;
const asked = (...fields: readonly HeaderField[]): HttpRequest => ({
	method: "GET",
	path: "/",
	fields,
	body: { size: 0 },
});
const reply = (control: string, ...more: readonly HeaderField[]): HttpReply => ({
	...{ status: 200, body: { size: 5 }, fields: [["cache-control", control], ...more] },
});

/** A cache that has got an answer, and what it said of it. */
function having(answer: HttpReply): { readonly cache: HttpCache; readonly said: readonly [string, string] } {
	const cache = createHttpCache({ isShared: true, maxBytes: 1_000 });
	const missed = cache.lookUp("shop", asked(), 0);
	if (missed.how !== "miss") throw new Error(missed.how);
	const settled = cache.answered(missed.asking, answer, { requestedNs: 0, repliedNs: 0 });
	return { cache, said: [explainSettled(settled), cacheStatus("edge", missed, settled, answer.status)] };
}

function both(lookup: Lookup): readonly [string, string] {
	return [explainLookup(lookup), cacheStatus("edge", lookup)];
}

describe("what a cache says of what it does", () => {
	it("of a hit, how old it is and how long it still may be", () => {
		const { cache, said } = having(reply("max-age=60"));
		expect(said).toEqual(["The cache keeps the answer.", "edge; fwd=uri-miss; fwd-status=200; stored"]);
		expect(both(cache.lookUp("shop", asked(), 20 * S))).toEqual([
			"It is answered from the cache: stored 20 s ago, and fresh for 40 s more.",
			"edge; hit; ttl=40",
		]);
	});

	it("of a stale one, why it may", () => {
		const { cache } = having(reply("max-age=10, stale-while-revalidate=60"));
		expect(both(cache.lookUp("shop", asked(), 20 * S))).toEqual([
			"It is answered from the cache, 10 s too late: the server allows that while it is asked anew.",
			"edge; hit; ttl=-10",
		]);
	});

	it("of an answer that isn't kept, why", () => {
		expect(having(reply("private")).said).toEqual([
			"The cache doesn't keep the answer: it is for one client alone, and this cache serves many.",
			"edge; fwd=uri-miss; fwd-status=200; detail=private",
		]);
	});

	it("of a question, that it is one", () => {
		const { cache } = having(reply("max-age=10", ["etag", '"one"']));
		expect(both(cache.lookUp("shop", asked(), 20 * S))).toEqual([
			"The cache has it, and asks the server whether it is still right.",
			"edge; fwd=stale",
		]);
		expect(both(cache.lookUp("shop", asked(["cache-control", "no-cache"]), 0))[1]).toBe("edge; fwd=request");
	});

	it("of a server that failed, that the cache stood in", () => {
		const { cache } = having(reply("max-age=10, stale-if-error=60", ["etag", '"one"']));
		const stale = cache.lookUp("shop", asked(), 20 * S);
		if (stale.how !== "revalidate") throw new Error(stale.how);
		const failed = { status: 503, fields: [], body: { size: 0 } };
		const settled = cache.answered(stale.asking, failed, { requestedNs: 20 * S, repliedNs: 20 * S });
		expect(explainSettled(settled)).toBe(
			"The server failed; the client gets what the cache has, as the server allows.",
		);
		expect(cacheStatus("edge", stale, settled, 503)).toBe("edge; fwd=stale; fwd-status=503; detail=stale-if-error");
	});
});
