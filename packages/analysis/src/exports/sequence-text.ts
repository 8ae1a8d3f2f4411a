import type { Trace } from "@roundtrip/model";
import { explain } from "../explain.ts";
import { formatDuration } from "../format.ts";

export interface SequenceTextOptions {
	/** Columns of the terminal; 100 unless told. */
	readonly width?: number;
	/** Messages that are drawn; 200 unless told. The rest is summed up in a line. */
	readonly maxMessages?: number;
}

/** A sequence diagram in plain text. */
export function toSequenceText(trace: Trace, _options: SequenceTextOptions = {}): string {
	return [...trace.events()].map((event) => `${formatDuration(event.at)}  ${explain(event, trace)}`).join("\n");
}
