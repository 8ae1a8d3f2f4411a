import { createTrace, type TraceWriter } from "./columns.ts";
import { TRACE_VERSION } from "./header.ts";
import { checkEvent, checkHeader, writtenHeader } from "./schema.ts";
import type { Trace } from "./trace.ts";

/** Bounds on a trace that comes from outside. */
const LINE_LENGTH = 2_000_000;
const EVENTS = 5_000_000;

/** A trace as newline-delimited JSON, a line at a time with its line end: the header, then the events. */
export function* traceLines(trace: Trace): IterableIterator<string> {
	yield `${JSON.stringify(writtenHeader(trace.header))}\n`;
	for (const event of trace.events()) yield `${JSON.stringify(event)}\n`;
}

export type ReadTraceResult =
	| { readonly ok: true; readonly trace: Trace }
	| { readonly ok: false; readonly line: number; readonly problem: string };

/** A chunk of a file: text, or bytes of UTF-8 that may be cut anywhere. */
type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** Reads a trace as it streams in; holds one line and the packed events. Never throws for what is in the chunks. */
export async function readTrace(chunks: Chunks): Promise<ReadTraceResult> {
	const reader = createTraceReader();
	const decoder = new TextDecoder();
	for await (const chunk of chunks) {
		const problem = reader.push(typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }));
		if (problem !== undefined) return problem;
	}
	return reader.push(decoder.decode()) ?? reader.end();
}

type ReadProblem = Extract<ReadTraceResult, { readonly ok: false }>;

function createTraceReader(): { push(text: string): ReadProblem | undefined; end(): ReadTraceResult } {
	let trace: TraceWriter | undefined;
	let rest = "";
	let line = 0;
	const bad = (problem: string): ReadProblem => ({ ok: false, line, problem });

	function take(text: string): ReadProblem | undefined {
		line++;
		if (text.trim() === "") return undefined;
		const data = parseJson(text);
		if (data === undefined) return bad("not JSON");
		if (trace === undefined) {
			const version = typeof data === "object" && data !== null && "trace" in data ? data.trace : undefined;
			if (typeof version === "number" && version > TRACE_VERSION) {
				return bad(
					`written by a newer version (format ${version}, this program reads ${TRACE_VERSION}); update to read it`,
				);
			}
			const header = checkHeader(data);
			if (!header.ok) return bad(`not the header of a trace: ${header.problem}`);
			trace = createTrace(header.value);
			return undefined;
		}
		const event = checkEvent(data);
		if (!event.ok) return bad(event.problem);
		const { seq, at, causes } = event.value;
		if (seq !== trace.length) return bad(`event ${seq} where ${trace.length} was due`);
		if (seq > 0 && at < trace.at(seq - 1)) return bad(`event ${seq} lies before the one above it`);
		if (causes.some((cause) => cause >= seq)) return bad(`event ${seq} names a cause that lies after it`);
		if (seq >= EVENTS) return bad(`more than ${EVENTS} events`);
		trace.append(event.value);
		return undefined;
	}

	return {
		push(text) {
			const lines = (rest + text).split("\n");
			rest = lines.pop() ?? "";
			for (const each of lines) {
				const problem = take(each);
				if (problem !== undefined) return problem;
			}
			return rest.length > LINE_LENGTH ? bad(`longer than ${LINE_LENGTH} characters`) : undefined;
		},
		end() {
			const problem = take(rest);
			if (problem !== undefined) return problem;
			return trace === undefined
				? { ok: false, line: 1, problem: "empty: a trace begins with its header" }
				: { ok: true, trace };
		},
	};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
