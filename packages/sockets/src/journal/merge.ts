import { createTrace, type Trace, type TraceHeader } from "@roundtrip/model";
import { createCauses } from "./causes.ts";
import { completeMoments } from "./complete.ts";
import { handedItems, wokenCalls } from "./handed-items.ts";
import type { RunRecord } from "./run-record.ts";

/** One trace out of what the processes of a run have written. */
export function mergeJournals(header: TraceHeader, record: RunRecord): Trace {
	const trace = createTrace(header);
	const entries = record.lives.flatMap((life) => life.entries);
	const causes = createCauses(record.plan, handedItems(entries), wokenCalls(entries));
	for (const moment of completeMoments(record)) {
		trace.append({ ...moment, causes: causes.of(moment, trace.length) });
	}
	return trace;
}
