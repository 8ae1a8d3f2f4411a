import { describe, expect, it } from "vitest";
import { TRACE_LAWS } from "../../model/src/testing/trace-laws.ts";
import { played, type Setting, setting, story } from "./testing/play.ts";

const TWO = { traffic: "{ phone: POST /, times: 2, every: 10ms }" };

const ONLY = / (sent|delivered|delayed|lost) e\d\.\d[<>]|settled|timed-out/;

describe.each([
	["in whole messages", "rtt: 100ms, detail: messages"],
	["packet by packet", "rtt: 100ms, detail: packets"],
	["over HTTP/2", "rtt: 100ms, over: http/2"],
])("a message that is overtaken, %s", (_about, near) => {
	const run = (parts: Setting) => played(setting({ near, ...parts }));

	it("leaves when the next of its direction has been delivered", () => {
		const trace = run({ ...TWO, phone: "connections: 2", faults: "reorder: e1.1>" });
		const lines = story(trace, / (delivered|delayed) e\d\.1>/).map((line) => line.replace(/^[\d.]+ /, ""));
		expect(lines).toEqual(["bank delivered e2.1>", "phone delayed e1.1>", "bank delivered e1.1>"]);
		for (const law of TRACE_LAWS) expect(law.broken(trace), law.name).toEqual([]);
	});

	it("lets an answer be overtaken by the next", () => {
		const trace = run({ ...TWO, phone: "connections: 2", faults: "{ reorder: response, on: phone -> bank }" });
		const lines = story(trace, /(delivered|delayed) e\d\.1</).map((line) => line.replace(/^[\d.]+ /, ""));
		expect(lines).toEqual(["phone delivered e2.1<", "bank delayed e1.1<", "phone delivered e1.1<"]);
	});

	it("waits no longer than it may where nothing can overtake it", () => {
		const trace = run({ phone: "timeout: 5s", faults: "{ reorder: e1.1>, within: 300ms }" });
		const [left, came] = story(trace, /(sent|delivered) e1.1>/).map((line) => Number.parseFloat(line));
		expect((came ?? 0) - (left ?? 0)).toBe(350);
	});

	it("is not waited for longer than its asker's patience", () => {
		const trace = run({ phone: "timeout: 500ms", faults: "{ reorder: e1.1>, within: 10s }" });
		expect(story(trace, ONLY).filter((line) => /settled/.test(line))).toEqual([
			expect.stringContaining("unknown, timed-out"),
		]);
		for (const law of TRACE_LAWS) expect(law.broken(trace), law.name).toEqual([]);
	});
});
