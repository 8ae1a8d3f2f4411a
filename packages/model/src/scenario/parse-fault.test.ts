import { describe, expect, it } from "vitest";
import { scenario } from "./builder.ts";
import { LIMITS } from "./limits.ts";
import { parseFault } from "./parse.ts";
import type { Scenario } from "./scenario.ts";

const bank = scenario("T")
	.client("phone")
	.server("bank")
	.link("phone", "bank", { rtt: "100ms" })
	.route("bank", "POST /", [{ reply: 201 }])
	.traffic({ phone: "POST /" })
	.fault({ crash: "bank", at: "2s", "restart-at": "3s" });

function valid(built: ReturnType<(typeof bank)["build"]>): Scenario {
	if (!built.ok) throw new Error(JSON.stringify(built.problems));
	return built.value;
}

function problemsOf(text: string, within: Scenario = valid(bank.build())): readonly string[] {
	const result = parseFault(text, within);
	return result.ok
		? []
		: result.problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

describe("one fault on a line", () => {
	it("is read with or without braces", () => {
		const scenarioOfBank = valid(bank.build());
		const bare = parseFault("lose: e1.1<", scenarioOfBank);
		expect(bare).toEqual({ ok: true, value: { lose: "e1.1<", nth: 1 } });
		expect(parseFault("{ lose: e1.1< }", scenarioOfBank)).toEqual(bare);
		expect(parseFault('{"lose":"e1.1<"}', scenarioOfBank)).toEqual(bare);
	});

	it.each([
		["", "1:1 : an empty value is not a fault; write it like { lose: response, on: phone -> bank, nth: 1 }"],
		["everything", "1:1 : 'everything' is not a fault; write it like { lose: response, on: phone -> bank, nth: 1 }"],
		["- lose: e1.1<", "1:1 : a list is not a fault; write it like { lose: response, on: phone -> bank, nth: 1 }"],
		["loose: e1.1<", "1:1 loose: 'loose' is not a fault; did you mean 'lose'?"],
		["lose: reply", "1:7 lose: write request, response, or the name of a message such as e1.1<"],
		["{ lose: response, on: phone -> bnk }", "1:23 on: no link 'phone -> bnk'; did you mean 'phone -> bank'?"],
		["{ crash: bnk, at: 1s }", "1:10 crash: no server or database 'bnk'; did you mean 'bank'?"],
		["{ crash: bank, at: 2500ms }", "1:20 at: bank is down from 2s to 3s already; a node dies once at a time"],
		["{ crash: bank, at: 1s }", "1:20 at: bank is down from 2s to 3s already; a node dies once at a time"],
		["{ crash: bank, at: 1 }", "1:20 at: '1' is not a duration; write it with its unit, like 100ms or 1.5s"],
		["{ lose: e1.1<", "1:14 : the closing } is missing"],
		[
			"{ crash: bank, when: received, of: e1.1 }",
			"1:22 when: bank dies at a point and at a time: whether it lives at that time isn't known before; give one of them",
		],
		["{ exhaust: phone, at: 0s, room: 2 }", "1:12 exhaust: no server 'phone'; there is bank"],
		[
			"{ exhaust: bank, at: 0s, room: 2 }",
			"1:12 exhaust: bank dies at a time as well: whether it lives then isn't known before; give one of them",
		],
		["{ lose: e1.1>, from: 2s, until: 2s }", "1:33 until: `until` must be later than `from`"],
		["{ fill: bank, at: 0s }", "1:9 fill: no database 'bank'"],
		["{ crash: bank, at: 5s, of: e1.1 }", "1:28 of: a crash at a time has no `of`"],
		["{ crash: bank, when: received }", "1:1 : say of which call, like of: e1.1"],
		["{ crash: bank, when: dying, of: e1.1 }", "1:22 when: 'dying' should be received, committed or replying"],
		[
			"{ crash: bank, when: received, of: e1.1> }",
			"1:36 of: write the name of a call, such as e1.1 for a server, or e1.1/1 for a database",
		],
		[
			"truncate: e1.1>",
			"1:11 truncate: only an answer can be truncated: write response, or the name of one such as e1.1<",
		],
		["reset: e1.1<2", "1:1 : this can't strike an item of a stream; name the request or the answer, like e1.1<"],
		[
			"{ reset: e1.1<, attempt: 2 }",
			"1:1 : a message given by its name needs no `route` and no `attempt`: the name says both",
		],
		["{ lose: request, on: phone -> bank, route: POST /x }", "1:44 route: no route 'POST /x'; did you mean 'POST /'?"],
		[
			"{ lose: request, on: phone -> bank, probability: 0.1 }",
			"1:50 probability: '0.1' is not a share; write it with its unit, like 1% or 0.05%",
		],
	])("%j is answered with what is wrong and where in the line", (text, says) => {
		expect(problemsOf(text)).toEqual([says]);
	});

	it("is one too many where the scenario has as many as it may", () => {
		const full = Array.from({ length: LIMITS.faults }, () => ({ lose: "e1.1<", nth: 1 }) as const);
		expect(problemsOf("lose: e2.1<", { ...valid(bank.build()), faults: full })).toEqual(["1:1 : more than 64 faults"]);
	});
});
