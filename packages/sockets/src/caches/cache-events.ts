import type { Lookup, Settled } from "@roundtrip/behaviour";
import type { CallId } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";

/** Writes what a cache has of what it was asked for. */
export function writeLookup({ node, journal }: NodeContext, call: CallId, at: number, lookup: Lookup): void {
	const data = { found: lookup.how, ...("why" in lookup ? { why: lookup.why } : {}) };
	journal.write({ ...ofCall(call), at, node, kind: "looked-up", data });
}

/** Writes what a cache has done with an answer; what it only passes on isn't told. */
export function writeStored(
	{ node, journal }: NodeContext,
	call: CallId,
	at: number,
	settled: Pick<Settled, "what"> & { readonly why?: string },
): void {
	const { what, why } = settled;
	if (what === "passed" || what === "again") return;
	const data = { what, ...(why === undefined ? {} : { why }) };
	journal.write({ ...ofCall(call), at, node, kind: "stored", data });
}
