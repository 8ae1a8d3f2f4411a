import type { Trace } from "./trace.ts";

/**
 * `traceLines` for whoever has the plain form of the header already: what makes it from a header is the whole grammar of
 * scenarios.
 */
export function* linesWith(header: unknown, trace: Trace): IterableIterator<string> {
	yield `${JSON.stringify(header)}\n`;
	for (const event of trace.events()) yield `${JSON.stringify(event)}\n`;
}
