import { describe, expect, it } from "vitest";
import { TRACE_LAWS } from "../../model/src/testing/trace-laws.ts";
import { played, type Setting, setting, story } from "./testing/play.ts";

const ONLY = / started|crashed|restarted|settled|replied/;
const ROUTE = "{ work: 100ms }, { reply: 201 }";
const FOUR = "{ phone: POST /, times: 4, every: 10ms }";

function tell(parts: Setting): readonly string[] {
	const phone = parts.phone ?? "timeout: 2s, connections: 4";
	const trace = played(setting({ near: "rtt: 40ms", route: ROUTE, traffic: FOUR, ...parts, phone }));
	for (const law of TRACE_LAWS) expect(law.broken(trace), law.name).toEqual([]);
	return story(trace, ONLY);
}

describe("a server that runs out of memory", () => {
	it("dies of the request that is one too many, with all that it has in hand", () => {
		expect(tell({ faults: "{ exhaust: bank, at: 0ms, room: 2 }" })).toEqual([
			"60 bank started e1.1",
			"70 bank started e2.1",
			"80 bank crashed of memory",
			...[1, 2, 3, 4].map((nth) => `100 phone settled e${nth}.1 unknown, reset`),
		]);
	});

	it("counts those that wait for a worker", () => {
		const faults = "{ exhaust: bank, at: 0ms, room: 3, restart-after: 1s }";
		expect(tell({ bank: "workers: 1, queue: 10", faults }).slice(0, 3)).toEqual([
			"60 bank started e1.1",
			"90 bank crashed of memory",
			"110 phone settled e1.1 unknown, reset",
		]);
	});

	it("doesn't die of those that it refuses", () => {
		const lines = tell({ bank: "workers: 1, queue: 1", faults: "{ exhaust: bank, at: 0ms, room: 2 }" });
		expect(lines.filter((line) => /crashed|settled/.test(line))).toEqual([
			...["100 phone settled e3.1 failed, answered", "110 phone settled e4.1 failed, answered"],
			...["180 phone settled e1.1 ok, answered", "280 phone settled e2.1 ok, answered"],
		]);
	});

	it("has memory enough before and after", () => {
		const faults = "{ exhaust: bank, at: 0ms, until: 75ms, room: 2 }, { exhaust: bank, at: 95ms, room: 2 }";
		expect(tell({ faults }).filter((line) => line.includes("crashed"))).toEqual([]);
	});

	it("dies as often as the crowd comes back, and is there again each time", () => {
		const phone = "timeout: 2s, connections: 4, retry: { attempts: 3, backoff: 300ms..300ms, jitter: none }";
		const lines = tell({ phone, faults: "{ exhaust: bank, at: 0ms, room: 2, restart-after: 200ms }" });
		expect(lines.filter((line) => /crashed|restarted/.test(line))).toEqual([
			...["80 bank crashed of memory", "280 bank restarted"],
			expect.stringMatching(/bank crashed of memory$/),
			expect.stringMatching(/bank restarted$/),
			expect.stringMatching(/bank crashed of memory$/),
			expect.stringMatching(/bank restarted$/),
		]);
	});
});
