import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyEvents } from "../testing/event-arbitrary.ts";
import { anyScenario } from "../testing/scenario-arbitrary.ts";
import { createTrace } from "./columns.ts";
import type { EventDraft } from "./event.ts";
import type { TraceHeader } from "./header.ts";
import { readTrace, traceLines } from "./ndjson.ts";
import type { Trace } from "./trace.ts";

const HEADER: TraceHeader = {
	...{ trace: 1, world: "real", seed: 1, versions: { node: "v20" }, fidelity: { "http/1.1": "bytes" } },
	scenario: {
		roundtrip: 1,
		title: "Tür 中 😀",
		seed: 1,
		types: {},
		nodes: {},
		links: {},
		routes: {},
		traffic: [],
		faults: [],
		expect: [],
	},
};

function traceOf(drafts: readonly EventDraft[], header: TraceHeader = HEADER): Trace {
	const trace = createTrace(header);
	for (const draft of drafts) trace.append(draft);
	return trace;
}

const begun = (at: number, exchange = 1): EventDraft => ({
	...{ at, node: "phone", kind: "begun", causes: [], exchange, attempt: 1, call: `e${exchange}.1` },
	data: { to: "bank", request: "GET /" },
});

const sent = (at: number): EventDraft => ({
	...{
		at,
		node: "phone",
		kind: "sent",
		causes: [0],
		exchange: 1,
		attempt: 1,
		call: "e1.1",
		connection: "c",
		message: "e1.1>",
	},
	data: { to: "bank", summary: "GET /", size: 9 },
});

/** A good trace of two events, line by line. */
const LINES = [...traceLines(traceOf([begun(5), sent(7)]))].map((line) => line.trimEnd());

async function problemOf(...lines: readonly string[]): Promise<string> {
	const result = await readTrace([lines.join("\n")]);
	return result.ok ? `ok, ${result.trace.length} events` : `${result.line}: ${result.problem}`;
}

/** The nth line (from 0) of the good trace, changed. */
function changed(line: number, change: (data: Record<string, unknown>) => object): readonly string[] {
	return LINES.with(line, JSON.stringify(change(JSON.parse(LINES[line] ?? "") as Record<string, unknown>)));
}

describe("a trace in a file", () => {
	it("is read back as it was written, wherever its bytes are cut", async () => {
		await fc.assert(
			fc.asyncProperty(anyEvents, fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1 }), async (drafts, cuts) => {
				const trace = traceOf(drafts);
				const bytes = new TextEncoder().encode([...traceLines(trace)].join(""));
				const chunks: Uint8Array[] = [];
				for (let from = 0, n = 0; from < bytes.length; n++) {
					const length = cuts[n % cuts.length] ?? 1;
					chunks.push(bytes.subarray(from, from + length));
					from += length;
				}
				const result = await readTrace(chunks);
				expect(result.ok && [...result.trace.events()]).toEqual([...trace.events()]);
				expect(result.ok && result.trace.header).toEqual(HEADER);
			}),
			{ seed: 71, numRuns: 60 },
		);
	});

	it("carries any scenario in its header", async () => {
		await fc.assert(
			fc.asyncProperty(anyScenario, async (scenario) => {
				const header: TraceHeader = { ...HEADER, scenario };
				const result = await readTrace(traceLines(traceOf([], header)));
				expect(result.ok && result.trace.header).toEqual(header);
			}),
			{ seed: 72, numRuns: 60 },
		);
	});

	it("is read from a stream", async () => {
		async function* stream(): AsyncIterableIterator<string> {
			for (const line of LINES) yield await Promise.resolve(`${line}\n`);
		}
		const result = await readTrace(stream());
		expect(result.ok && result.trace.length).toBe(2);
	});

	it("may lack its last line end, have blank lines, or those of Windows", async () => {
		expect(await problemOf(...LINES)).toBe("ok, 2 events");
		expect(await problemOf(LINES[0] ?? "", "", ...LINES.slice(1), "", "")).toBe("ok, 2 events");
		expect(await problemOf(LINES.join("\r\n"))).toBe("ok, 2 events");
	});

	it("is written a line an event, each a JSON of its own", () => {
		const lines = [...traceLines(traceOf([begun(5)]))];
		expect(lines[1]).toBe(
			'{"seq":0,"at":5,"node":"phone","kind":"begun","exchange":1,"attempt":1,"call":"e1.1","causes":[],"data":{"to":"bank","request":"GET /"}}\n',
		);
	});
});

describe("of a file that is no trace, line and reason are told:", () => {
	it.each<readonly [string, readonly string[], string]>([
		["empty", [], "1: empty: a trace begins with its header"],
		["blank", ["", ""], "1: empty: a trace begins with its header"],
		["text", ["hello"], "1: not JSON"],
		["a scenario", ['{"roundtrip":1}'], "1: not the header of a trace: trace: Invalid input: expected 1"],
		[
			"a newer one",
			['{"trace":2}'],
			"1: written by a newer version (format 2, this program reads 1); update to read it",
		],
		["events without a header", LINES.slice(1), "1: not the header of a trace: trace: Invalid input: expected 1"],
		[
			"a header with a scenario that can't be run",
			changed(0, (header) => ({
				...header,
				scenario: { roundtrip: 1, title: "T", nodes: {}, traffic: [{ phone: "GET /" }] },
			})),
			"1: not the header of a trace: scenario.traffic.0.phone: no client 'phone'",
		],
		["a line that was cut", [LINES[0] ?? "", (LINES[1] ?? "").slice(0, -5)], "2: not JSON"],
		[
			"an unknown kind",
			changed(1, (event) => ({ ...event, kind: "exploded" })),
			"2: 'exploded' is not a kind of event",
		],
		["no kind", ["", ...changed(1, () => ({}))], "3: nothing is not a kind of event"],
		[
			"a kind of JavaScript's",
			changed(1, (event) => ({ ...event, kind: "constructor" })),
			"2: 'constructor' is not a kind of event",
		],
		["an event that is a number", LINES.with(2, "7"), "3: nothing is not a kind of event"],
		["an unknown field", changed(1, (event) => ({ ...event, colour: "red" })), '2: Unrecognized key: "colour"'],
		[
			"a missing field",
			changed(1, ({ node: _node, ...event }) => event),
			"2: node: Invalid input: expected string, received undefined",
		],
		[
			"a time that is no whole number",
			changed(1, (event) => ({ ...event, at: 1.5 })),
			"2: at: Invalid input: expected int, received number",
		],
		["a time that runs back", changed(2, (event) => ({ ...event, at: 4 })), "3: event 1 lies before the one above it"],
		["an event that is missing", [LINES[0] ?? "", LINES[2] ?? ""], "2: event 1 where 0 was due"],
		["an event that is there twice", [...LINES, LINES[2] ?? ""], "4: event 1 where 2 was due"],
		[
			"a cause that is the event itself",
			changed(2, (event) => ({ ...event, causes: [1] })),
			"3: event 1 names a cause that does not lie before it",
		],
		[
			"a call of another exchange",
			changed(1, (event) => ({ ...event, exchange: 2 })),
			"2: its exchange, attempt, call and message don't belong together",
		],
		[
			"a message of another call",
			changed(2, (event) => ({ ...event, message: "e1.2>" })),
			"3: its exchange, attempt, call and message don't belong together",
		],
	])("%s", async (_, lines, says) => {
		expect(await problemOf(...lines)).toBe(says);
	});

	it("a line that never ends", async () => {
		const endless = Array.from({ length: 21 }, () => "x".repeat(100_000));
		expect(await readTrace([`${LINES[0]}\n`, ...endless])).toEqual({
			...{ ok: false, line: 2, problem: "longer than 2000000 characters" },
		});
	});

	it("a kind that nests deeper than anybody can follow", async () => {
		const deep = `{"seq":0,"kind":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
		expect(await problemOf(LINES[0] ?? "", deep)).toBe("2: a list is not a kind of event");
	});

	it("anything else, without a throw and at a line that is there", async () => {
		const good = [...traceLines(traceOf([begun(5), sent(7), begun(9, 2)]))].join("");
		const edit = fc.tuple(
			fc.nat({ max: good.length }),
			fc.nat({ max: 30 }),
			fc.string({ unit: "binary", maxLength: 12 }),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
				const text = edits.reduce((last, [at, gone, put]) => last.slice(0, at) + put + last.slice(at + gone), good);
				const result = await readTrace([new TextEncoder().encode(text)]);
				if (result.ok) return;
				expect(result.line).toBeGreaterThanOrEqual(1);
				expect(result.line).toBeLessThanOrEqual(text.split("\n").length);
				expect(result.problem).not.toBe("");
			}),
			{ seed: 73, numRuns: 120 },
		);
	});
});
