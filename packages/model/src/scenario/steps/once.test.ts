import { describe, expect, it } from "vitest";
import { parseScenario } from "../parse.ts";
import { printScenario } from "../print.ts";
import { printProblem } from "../problem.ts";
import { stepOfPath } from "../step-of-call.ts";

const scenario = (steps: string, request = "POST /transfers"): string => `roundtrip: 1
title: A test
nodes:
  phone: { is: client, key: exchange }
  bank: { is: server }
  ledger: { is: database }
  other: { is: database }
links: { phone -> bank: { rtt: 20ms }, bank -> ledger: { rtt: 2ms } }
routes: { bank: { ${request}: [ ${steps} ] } }
traffic: [ { phone: ${request} } ]
`;

function problems(steps: string, request?: string): readonly string[] {
	const result = parseScenario(scenario(steps, request));
	return result.ok ? [] : result.problems.map((each) => printProblem(each, "f").replace(/^f:\d+:\d+: /, ""));
}

const DO = "{ query: ledger, effect: transfer }, { reply: 201 }";

describe("once for each key", () => {
	it("stands first in its route, or behind what is demanded", () => {
		expect(problems(`{ once: ledger }, ${DO}`)).toEqual([]);
		expect(problems(`{ work: 1ms }, { once: ledger }, ${DO}`).join()).toContain("put `once` at the begin of its route");
	});

	it.each([
		["a database that isn't there", `{ once: leger }, ${DO}`, "no database 'leger'; did you mean 'ledger'?"],
		["a database without a link", `{ once: other }, ${DO}`, "there is no link from bank to other"],
		[
			"a transaction within its own",
			"{ once: ledger }, { transaction: ledger, steps: [ { query: ledger } ] }, { reply: 201 }",
			"`once` has a transaction of ledger open: leave this one out",
		],
		[
			"waiting where nothing is locked",
			`{ once: ledger, store: apart, in-flight: wait }, ${DO}`,
			"nothing in the database is waited for where keys are stored apart",
		],
		["an answer too large to store", "{ once: ledger }, { reply: 201, size: 1MB }", "has at most 65536 bytes"],
		["no lifetime", `{ once: ledger, lifetime: 0s }, ${DO}`, "keys are kept for 1ms or more"],
		["a policy that nobody has published", `{ once: ledger, policy: acme }, ${DO}`, "should be draft, stripe"],
	])("is refused with %s", (_about, steps, message) => {
		expect(problems(steps).join("\n")).toContain(message);
	});

	it("is for methods that may not be repeated, in plain HTTP", () => {
		expect(problems(`{ once: ledger }, ${DO}`, "PUT /a").join()).toContain("keys are for POST and PATCH");
		expect(problems(`{ once: ledger }, ${DO}`, "json-rpc a.b").join()).toContain("a field of plain HTTP");
	});

	it("is written as it was read", () => {
		const result = parseScenario(scenario(`{ once: ledger, lifetime: 1h, lost: run-again }, ${DO}`));
		if (!result.ok) throw new Error("it is read");
		const again = parseScenario(printScenario(result.value));
		expect(again.ok && again.value).toEqual(result.value);
	});

	it("makes calls of its own, which are told by their numbers", () => {
		const result = parseScenario(scenario(`{ once: ledger }, ${DO}`));
		if (!result.ok) throw new Error("it is read");
		const names = [1, 2, 3, 4, 5, 6].map((nth) => {
			const step = stepOfPath(result.value, "bank", "POST /transfers", [nth]);
			return step === undefined ? undefined : Object.keys(step)[0];
		});
		expect(names).toEqual(["once", "once", "query", "once", "once", undefined]);
	});
});

describe("a row of which there can be one", () => {
	it("has an effect, and an amount that is set says to what", () => {
		expect(problems("{ query: ledger, unique: exchange }, { reply: 201 }")).toContain(
			"routes.bank.POST /transfers.0.unique: `unique` stands beside an `effect`",
		);
		expect(problems("{ query: ledger, sets: x }, { reply: 201 }").join()).toContain("`sets` and `to` stand together");
	});
});
