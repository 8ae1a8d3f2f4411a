import type { Trace } from "@roundtrip/model";
import { toMermaid } from "./mermaid.ts";
import { toSequenceText } from "./sequence/text.ts";

/** One way to write a trace for another reader. */
export interface ExportKind {
	/** As `--format` names it. */
	readonly name: string;
	/** One sentence for help and docs. */
	readonly what: string;
	readonly mediaType: string;
	write(trace: Trace): string;
}

/** What a trace can be written as, beside the trace format itself. */
export const exportKinds: readonly ExportKind[] = [
	{
		name: "text",
		what: "A sequence diagram for the terminal.",
		mediaType: "text/plain",
		write: (trace) => toSequenceText(trace),
	},
	{
		name: "mermaid",
		what: "A mermaid sequence diagram, for Markdown pages.",
		mediaType: "text/vnd.mermaid",
		write: (trace) => toMermaid(trace),
	},
];
