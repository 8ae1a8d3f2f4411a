import { createTrace } from "./columns.ts";
import { TRACE_VERSION } from "./header.ts";
import { linesWith } from "./lines.ts";
import { checkEvent, checkHeader, writtenHeader } from "./schema.ts";
import type { Trace, TraceWriter } from "./trace.ts";

/** Bounds on a trace that comes from outside. */
const LINE_LENGTH = 2_000_000;
const EVENTS = 5_000_000;

const TOO_LONG: string = `longer than ${LINE_LENGTH} characters`;
const NOT_JSON = "not JSON";

/** A trace as newline-delimited JSON, a line at a time with its line end: the header, then the events. */
export function traceLines(trace: Trace): IterableIterator<string> {
	return linesWith(writtenHeader(trace.header), trace);
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

interface TraceReader {
	/** Takes the next piece of the text. */
	push(text: string): ReadProblem | undefined;
	end(): ReadTraceResult;
}

function createTraceReader(): TraceReader {
	let trace: TraceWriter | undefined;
	/** The begin of a line whose end has not come yet. */
	let rest = "";
	/** Lines taken so far. */
	let line = 0;

	function take(text: string): ReadProblem | undefined {
		line++;
		if (text.trim() === "") return undefined;
		const taken = trace === undefined ? takeHeader(text) : takeEvent(text, trace);
		if (typeof taken === "string") return { ok: false, line, problem: taken };
		trace = taken;
		return undefined;
	}

	return {
		push(text) {
			let from = 0;
			for (let to = text.indexOf("\n"); to >= 0; to = text.indexOf("\n", from)) {
				const problem = take(rest + text.slice(from, to));
				if (problem !== undefined) return problem;
				rest = "";
				from = to + 1;
			}
			rest += text.slice(from);
			return rest.length > LINE_LENGTH ? { ok: false, line: line + 1, problem: TOO_LONG } : undefined;
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

/** A trace that begins with this header, or what is wrong with it. */
function takeHeader(text: string): TraceWriter | string {
	const data = parseJson(text);
	if (data === undefined) return NOT_JSON;
	const version = typeof data === "object" && data !== null && "trace" in data ? data.trace : undefined;
	if (typeof version === "number" && version > TRACE_VERSION) {
		return `written by a newer version (format ${version}, this program reads ${TRACE_VERSION}); update to read it`;
	}
	const header = checkHeader(data);
	return header.ok ? createTrace(header.value) : `not the header of a trace: ${header.problem}`;
}

/** The trace with one event more, or what is wrong with it. */
function takeEvent(text: string, trace: TraceWriter): TraceWriter | string {
	if (text.length > LINE_LENGTH) return TOO_LONG;
	const data = parseJson(text);
	if (data === undefined) return NOT_JSON;
	const event = checkEvent(data);
	if (!event.ok) return event.problem;
	const { seq, at, causes } = event.value;
	if (seq !== trace.length) return `event ${seq} where ${trace.length} was due`;
	if (seq >= EVENTS) return `more than ${EVENTS} events`;
	if (seq > 0 && at < trace.at(seq - 1)) return `event ${seq} lies before the one above it`;
	if (causes.some((cause) => cause >= seq)) return `event ${seq} names a cause that does not lie before it`;
	trace.append(event.value);
	return trace;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
