import { createTrace, linesWith, type Trace, type TraceEvent } from "@roundtrip/model";
import type { PackedTrace } from "./job.ts";

/**
 * Packs a trace for the way to another thread; its bytes are handed over, not copied.
 * @param plain its scenario in plain form but for the seed, where that is known: the grammar that makes it isn't loaded then
 */
export async function packTrace(trace: Trace, plain?: object): Promise<PackedTrace> {
	const lines = plain === undefined ? (await import("./trace-lines.ts")).traceLines(trace) : linesOf(trace, plain);
	const whole = new TextEncoder().encode(Array.from(lines).join(""));
	const sha256 = await digest(whole);
	const events = whole.slice(whole.indexOf(NEWLINE) + 1);
	return { header: trace.header, events, ...(sha256 === undefined ? {} : { sha256 }) };
}

/** In the order in which the fields of a header are written. */
function linesOf(trace: Trace, plain: object): Iterable<string> {
	const { trace: version, world, seed, versions, fidelity } = trace.header;
	return linesWith({ trace: version, world, seed, scenario: { ...plain, seed }, versions, fidelity }, trace);
}

const NEWLINE = 10;
/** Events between two looks at the clock of the page. */
const SLICE = 2_000;

/** Unpacks what `packTrace` made; gives way to the page between slices, so that it never freezes. */
export async function unpackTrace(packed: PackedTrace, giveWay: () => Promise<void>): Promise<Trace> {
	const trace = createTrace(packed.header);
	const decoder = new TextDecoder();
	let from = 0;
	for (let count = 1; from < packed.events.length; count++) {
		const to = packed.events.indexOf(NEWLINE, from);
		// The lines were written by this program's other thread, which has checked what came from elsewhere.
		trace.append(JSON.parse(decoder.decode(packed.events.subarray(from, to))) as TraceEvent);
		from = to + 1;
		if (count % SLICE === 0) await giveWay();
	}
	return trace;
}

/** Where the page is not served securely, browsers have no digest. */
async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
	if (!globalThis.crypto?.subtle) return undefined;
	const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
	return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
