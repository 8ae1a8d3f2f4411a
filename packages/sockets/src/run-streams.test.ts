import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Trace } from "@roundtrip/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runReal } from "./run.ts";
import { scenarioOf } from "./testing/rehearse.ts";
import { eventsOf, storyOf } from "./testing/story.ts";

const PATIENCE_MS = 60_000;

let stateDir = "";
beforeEach(() => {
	stateDir = mkdtempSync(join(tmpdir(), "roundtrip-test-"));
});
afterEach(() => rmSync(stateDir, { recursive: true }));

async function traceOf(text: string): Promise<Trace> {
	const result = await runReal(scenarioOf(text), { stateDir, isRehearsed: false });
	expect(readdirSync(stateDir)).toEqual([]);
	if (!result.ok) throw new Error(result.problem.message);
	return result.trace;
}

const NODES = `
nodes:
  phone: { is: client, timeout: 2s, retry: { attempts: 20, backoff: 200ms, jitter: none } }
  api: { is: server }
`;

describe.each(["detail: messages", "detail: packets", "over: http/2"])(
	"streams between processes, %s",
	{
		timeout: PATIENCE_MS,
	},
	(link) => {
		test("a server that dies in a stream breaks it, and who comes back goes on where it was", async () => {
			const trace = await traceOf(`${NODES}
links: { phone -> api: { rtt: 20ms, ${link} } }
routes: { api: { sse /log: [ { send: 4, every: 400ms, size: 50B } ] } }
traffic: [ { phone: sse /log } ]
faults: [ { crash: api, at: 600ms, restart-at: 800ms } ]`);
			const items = eventsOf(trace, "sent").filter(({ message }) => /<\d/.test(message));
			const numbers = items.map(({ data }) => Number(/^id: (\d+)/.exec(data.body ?? "")?.[1]));
			expect(numbers).toEqual([1, 2, 3, 4]);
			expect(items.map(({ call }) => call === "e1.1")).toEqual([true, true, false, false]);
			expect(storyOf(trace, "closed")).toContain("phone closed e1.1");
			const settled = eventsOf(trace, "settled").map(({ data }) => data);
			expect(settled).toEqual([{ belief: "ok", status: 200, why: "answered" }]);
		});

		test("who has had enough leaves, and what the server still says is lost", async () => {
			const trace = await traceOf(`${NODES}
links: { phone -> api: { rtt: 40ms, ${link} } }
routes: { api: { GET /log: [ { send: 40, every: 10ms, size: 50B } ] } }
traffic: [ { phone: GET /log, items: 2 } ]`);
			expect(eventsOf(trace, "settled").map(({ data }) => data)).toEqual([{ belief: "ok", status: 200, why: "left" }]);
			const ended = new Set(
				[...eventsOf(trace, "delivered"), ...eventsOf(trace, "lost")].map(({ message }) => message),
			);
			for (const { message } of eventsOf(trace, "sent")) expect(ended).toContain(message);
			expect(eventsOf(trace, "sent").length).toBeLessThan(42);
		});

		test("an item that is lost takes all behind it with it", async () => {
			const trace = await traceOf(`${NODES}
links: { phone -> api: { rtt: 20ms, ${link} } }
routes: { api: { sse /log: [ { send: 3, every: 50ms, size: 50B } ] } }
traffic: [ { phone: sse /log, stay: 500ms } ]
faults: [ { lose: e1.1<2 } ]`);
			expect(storyOf(trace, "delivered").filter((line) => line.includes("<"))).toEqual([
				"phone delivered e1.1<",
				"phone delivered e1.1<1",
			]);
			expect(storyOf(trace, "lost")).toContain("api lost e1.1<2");
			expect(eventsOf(trace, "settled").map(({ data }) => data.why)).toEqual(["left"]);
		});
	},
);
