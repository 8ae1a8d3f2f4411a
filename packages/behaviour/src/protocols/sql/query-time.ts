import type { CallId, DatabaseSpec, Nanoseconds, QueryStep } from "@roundtrip/model";
import { sampleSpan } from "../../random/span.ts";

export type QueryTiming = Pick<QueryStep, "takes" | "effect" | "reads" | "writes" | "adds" | "sets">;

/** Whether a query reads one of the database's records, where it has any. */
export function looksUpRecord({ effect, reads, writes, adds, sets }: QueryTiming): boolean {
	return [effect, reads, writes, adds, sets].every((each) => each === undefined);
}

/**
 * How long a database works on a statement: what the query takes, and where it reads without an index, what looking through
 * all rows takes. Rows that the run adds are not counted.
 */
export function queryTimeNs(
	step: QueryTiming,
	{ rows, index, scan }: Pick<DatabaseSpec, "rows" | "index" | "scan">,
	seed: number,
	call: CallId,
): Nanoseconds {
	const looksThrough = looksUpRecord(step) && !index ? rows : 0;
	return sampleSpan(step.takes, seed, call, "takes") + looksThrough * scan;
}
