import type { Span } from "@roundtrip/model";
import { createStream } from "./stream.ts";

/**
 * How long something takes this time, in integer ns.
 * Keyed by what it is for (a call and the step's place in its route), never by the order of events: so every world draws
 * the same. Calls bear the number of their exchange: one that begins later shifts nobody's samples, one that begins
 * earlier renames those behind it.
 */
export function sampleSpan(span: Span, seed: number, entity: string, purpose: string): number {
	if (span.shape === "fixed") return span.ns;
	const stream = createStream(seed, entity, purpose);
	if (span.shape === "exponential") return Math.floor(stream.exponential() * span.meanNs);
	return span.fromNs + stream.below(span.toNs - span.fromNs + 1);
}
