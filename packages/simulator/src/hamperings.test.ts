import { describe, expect, it } from "vitest";
import { TRACE_LAWS } from "../../model/src/testing/trace-laws.ts";
import { played, type Setting, setting, story } from "./testing/play.ts";

const ROUTE = "{ work: 20ms }, { query: ledger, effect: transfer }, { reply: 201, size: 100B }";

const ONLY = / (delivered|sent) e1\.\d(\/1)?[<>]|committed|settled|hampered|recovered|timed-out/;

function run(parts: Setting) {
	const trace = played(setting({ route: ROUTE, ...parts }));
	for (const law of TRACE_LAWS) expect(law.broken(trace), law.name).toEqual([]);
	return trace;
}

const tell = (parts: Setting): readonly string[] => story(run(parts), ONLY);

describe.each([
	["in whole messages", "rtt: 100ms, detail: messages"],
	["packet by packet", "rtt: 100ms, detail: packets"],
])("a node that stands still, %s", (_about, near) => {
	it("accepts a connection, and reads the request when it goes on", () => {
		expect(tell({ near, faults: "{ pause: bank, at: 20ms, for: 500ms }" })).toEqual([
			"20 bank hampered",
			"100 phone sent e1.1> POST /",
			"520 bank recovered",
			"520.000001 bank delivered e1.1>",
			"542.000001 bank sent e1.1/1> POST /query",
			"543.000001 ledger delivered e1.1/1>",
			"544.000001 ledger committed e1.1/1 transfer",
			"544.000001 ledger sent e1.1/1< 200 OK",
			"545.000001 bank delivered e1.1/1<",
			"545.000001 bank sent e1.1< 201 Created",
			"595.000001 phone delivered e1.1<",
			"595.000001 phone settled e1.1 ok, answered",
		]);
	});

	it("does what its timers were for when it goes on, and not before", () => {
		const lines = tell({ near, faults: "{ pause: bank, at: 160ms, for: 300ms }" });
		expect(lines.slice(1, 5)).toEqual([
			"150 bank delivered e1.1>",
			"160 bank hampered",
			"460 bank recovered",
			"462 bank sent e1.1/1> POST /query",
		]);
	});

	it("hears an answer when it goes on", () => {
		const lines = tell({ near, ledger: "", far: "rtt: 40ms", faults: "{ pause: bank, at: 225ms, for: 300ms }" });
		expect(lines.filter((line) => /e1\.1\/1<|recovered/.test(line))).toEqual([
			expect.stringMatching(/ledger sent e1.1\/1</),
			"525 bank recovered",
			"525.000001 bank delivered e1.1/1<",
		]);
	});

	it("is a database as well", () => {
		const lines = tell({ near, faults: "{ pause: ledger, at: 100ms, for: 1s }" });
		expect(lines.find((line) => line.includes("committed"))).toBe("1101.000001 ledger committed e1.1/1 transfer");
	});

	it("that dies goes on no more", () => {
		const faults = "{ pause: bank, at: 20ms, for: 500ms }, { crash: bank, at: 200ms }";
		expect(story(run({ near, faults }), /recovered|started/)).toEqual([]);
	});
});

describe("a node that is slow", () => {
	it("takes so many times as long for what it begins meanwhile", () => {
		const committed = (faults: string): string =>
			tell({
				ledger: "",
				route: "{ work: 20ms }, { query: ledger, effect: transfer, takes: 5ms }, { reply: 201 }",
				faults,
			}).find((line) => line.includes("committed")) ?? "";
		const usual = Number.parseFloat(committed(""));
		expect(Number.parseFloat(committed("{ slow: bank, at: 0ms, times: 3 }")) - usual).toBe(40);
		expect(Number.parseFloat(committed("{ slow: ledger, at: 0ms, times: 3 }")) - usual).toBe(10);
		expect(Number.parseFloat(committed("{ slow: bank, at: 0ms, until: 100ms }")) - usual).toBe(0);
	});
});
