import { parseScenario, printProblem, type Scenario, type Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { runReal } from "@roundtrip/sockets";
import { describe, expect, it } from "vitest";
import { messagesOf } from "../testing/messages.ts";

const PATIENCE_MS = 60_000;

function scenarioOf(over: string): Scenario {
	const result = parseScenario(`roundtrip: 1
title: What plain HTTP can say
types: { Post: { id: number, title: text 40B, body: text 300B } }
nodes:
  reader: { is: client }
  blog: { is: server, compress: true }
  hasty: { is: client }
  busy: { is: server, queue: 0, workers: 1 }
  posts: { is: database }
links: { reader -> blog: { rtt: 10ms, over: ${over} }, hasty -> busy: { rtt: 10ms, over: ${over} }, blog -> posts: { rtt: 2ms } }
routes:
  blog:
    GET /posts: [{ query: posts }, { reply: 200, data: 20 Post, headers: { etag: '"v1"', last-modified: "Thu, 01 Jan 2026 00:00:00 GMT" } }]
    PUT /posts: [{ query: posts, effect: put }, { reply: 204 }]
  busy: { GET /slow: [{ work: 500ms }, { reply: 200 }] }
traffic:
${ASKED.map((line, nth) => `  - { reader: ${line.replace("at", `at: ${nth * 100}ms`)} }`).join("\n")}
  - { hasty: GET /slow, at: 2s }
  - { hasty: GET /slow, at: 2200ms }`);
	if (!result.ok) throw new Error(result.problems.map((problem) => printProblem(problem, "test")).join("\n"));
	return result.value;
}

/** What is asked, with the status that it is answered. */
const STORY: readonly (readonly [line: string, status: number])[] = [
	["GET /posts, at", 200],
	["GET /posts, at, headers: { accept-encoding: gzip }", 200],
	["GET /posts, at, headers: { accept: text/html }", 406],
	["GET /posts, at, headers: { if-none-match: '\"v1\"', accept-encoding: gzip }", 304],
	['GET /posts, at, headers: { if-modified-since: "Fri, 02 Jan 2026 00:00:00 GMT" }', 304],
	["GET /posts, at, headers: { range: bytes=0-99 }", 206],
	["GET /posts, at, headers: { range: 'bytes=0-9,-10' }", 206],
	["GET /posts, at, headers: { range: bytes=99999- }", 416],
	["GET /posts, at, headers: { range: bytes=0-99, if-range: '\"v2\"' }", 200],
	["HEAD /posts, at", 200],
	["OPTIONS /posts, at", 204],
	["DELETE /posts, at", 405],
	["PUT /posts, at, size: 50B, headers: { if-match: '\"v0\"' }", 412],
	["PUT /posts, at, size: 50B, headers: { if-match: '\"v1\"' }", 204],
];
const ASKED = STORY.map(([line]) => line);

function statusesOf(trace: Trace): readonly (number | undefined)[] {
	const settled = [...trace.events()].flatMap((event) => (event.kind === "settled" ? [event] : []));
	return settled.sort((a, b) => a.exchange - b.exchange).map(({ data }) => data.status);
}

describe.each(["http/1.1", "http/2"])(
	"what plain HTTP can say, over %s",
	{ timeout: PATIENCE_MS, retry: 1 },
	(over) => {
		it("is the same in both worlds, byte for byte", async () => {
			const scenario = scenarioOf(over);
			const simulated = simulate(scenario, { keepBytes: true });
			const real = await runReal(scenario, { isRehearsed: false });
			if (!simulated.ok || !real.ok) throw new Error("a world gave up");
			expect(statusesOf(simulated.trace)).toEqual([...STORY.map(([, status]) => status), 200, 503]);
			expect(statusesOf(real.trace)).toEqual(statusesOf(simulated.trace));
			expect(messagesOf(real.trace, over)).toEqual(messagesOf(simulated.trace, over));
			const committed = [...simulated.trace.events()].filter(({ kind }) => kind === "committed");
			expect(committed).toHaveLength(1);
		});
	},
);
