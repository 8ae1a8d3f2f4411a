import { describe, expect, it } from "vitest";
import { TRACE_LAWS } from "../../model/src/testing/trace-laws.ts";
import { played, type Setting, setting, story } from "./testing/play.ts";

const ROUTE = "{ query: ledger, effect: transfer }, { reply: 201, size: 100B }";

const ONLY = / (sent|delivered|lost) e1\.1(\/d\d)?[<>]|committed|settled|timed-out|connecting e1\.1\/d/;

const tell = (parts: Setting): readonly string[] => story(played(setting({ route: ROUTE, ...parts })), ONLY);

describe.each([
	["in whole messages", "rtt: 100ms, detail: messages"],
	["packet by packet", "rtt: 100ms, detail: packets"],
])("a request that comes twice, %s", (_about, near) => {
	it("is worked on twice, over a connection of its own, and its second answer tells nobody anything", () => {
		expect(tell({ near, faults: "duplicate: e1.1>" })).toEqual([
			"100 phone sent e1.1> POST /",
			"100 phone connecting e1.1/d1",
			"150 bank delivered e1.1>",
			"154 ledger committed e1.1/1 transfer",
			"155 bank sent e1.1< 201 Created",
			"200 phone sent e1.1/d1> POST /",
			"205 phone delivered e1.1<",
			"205 phone settled e1.1 ok, answered",
			"250 bank delivered e1.1/d1>",
			"252 ledger committed e1.1/d1/1 transfer",
			"253 bank sent e1.1/d1< 201 Created",
			"303 phone delivered e1.1/d1<",
		]);
	});

	it("comes so much later, and so often", () => {
		const lines = tell({ near, faults: "{ duplicate: request, on: phone -> bank, times: 2, after: 50ms }" });
		expect(lines.filter((line) => line.includes("connecting"))).toEqual([
			"150 phone connecting e1.1/d1",
			"200 phone connecting e1.1/d2",
		]);
		expect(lines.filter((line) => line.includes("committed"))).toHaveLength(3);
	});

	it("breaks no law of traces", () => {
		const trace = played(setting({ near, route: ROUTE, faults: "duplicate: e1.1>" }));
		for (const law of TRACE_LAWS) expect(law.broken(trace), law.name).toEqual([]);
	});
});

describe("a copy", () => {
	it("is no request that other faults count", () => {
		const lines = tell({
			traffic: "{ phone: POST /, times: 2, every: 2s }",
			faults: "{ duplicate: request, on: phone -> bank, nth: 1 }, { lose: request, on: phone -> bank, nth: 2 }",
		});
		expect(lines.filter((line) => line.includes("lost"))).toEqual([]);
		expect(lines.filter((line) => line.includes("committed"))).toHaveLength(2);
	});

	it("can be struck by its name", () => {
		const lines = tell({ faults: "{ duplicate: e1.1> }, { lose: e1.1/d1> }" });
		expect(lines.filter((line) => line.includes("lost"))).toEqual(["225 phone lost e1.1/d1> fault at 0.5"]);
		expect(lines.at(-1)).toMatch(/timed-out e1.1\/d1/);
	});

	it("finds the key of its original, where the design has one", () => {
		const lines = tell({
			phone: "key: exchange",
			route: `{ once: ledger, store: with-effect }, ${ROUTE}`,
			faults: "{ duplicate: e1.1> }",
		});
		expect(lines.filter((line) => line.includes("committed"))).toHaveLength(1);
	});
});
