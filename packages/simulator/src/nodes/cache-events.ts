import type { Lookup, Settled } from "@roundtrip/behaviour";
import { type Call, ofCall } from "../links/call.ts";
import type { World } from "../world.ts";

/** For what a cache is asked, and the last event of it: the next one is its consequence. */
export interface Looking {
	readonly call: Pick<Call, "id" | "exchange" | "attempt">;
	lastSeq: number;
}

/** Records what a cache has of what it was asked for. */
export function recordLookup(
	world: World,
	node: string,
	looking: Looking,
	lookup: Lookup,
	because: readonly number[] = [],
): void {
	const data = { found: lookup.how, ...("why" in lookup ? { why: lookup.why } : {}) };
	const of = ofCall(looking.call, node);
	looking.lastSeq = world.record({ ...of, kind: "looked-up", causes: [looking.lastSeq, ...because], data });
}

/** Records what a cache has done with an answer; what it only passes on isn't told. */
export function recordStored(
	world: World,
	node: string,
	looking: Looking,
	settled: Pick<Settled, "what"> & { readonly why?: string },
): void {
	const { what, why } = settled;
	if (what === "passed" || what === "again") return;
	const data = { what, ...(why === undefined ? {} : { why }) };
	const of = ofCall(looking.call, node);
	looking.lastSeq = world.record({ ...of, kind: "stored", causes: [looking.lastSeq], data });
}
