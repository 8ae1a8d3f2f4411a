import type { CallId, DatabaseSpec, Nanoseconds, QueryStep } from "@roundtrip/model";
import { sampleSpan } from "../../random/span.ts";

/**
 * How long a database works on a statement: what the query takes, and where it reads without an index, what looking through
 * all rows takes. Rows that the run adds are not counted.
 */
export function queryTimeNs(
	{ takes, effect }: Pick<QueryStep, "takes" | "effect">,
	{ rows, index, scan }: Pick<DatabaseSpec, "rows" | "index" | "scan">,
	seed: number,
	call: CallId,
): Nanoseconds {
	const looksThrough = effect === undefined && !index ? rows : 0;
	return sampleSpan(takes, seed, call, "takes") + looksThrough * scan;
}
