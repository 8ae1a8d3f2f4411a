import { planTraffic } from "@roundtrip/behaviour";
import { describe, expect, test } from "vitest";
import { scenarioOf } from "../testing/rehearse.ts";
import { stepOfCall } from "./step-of-call.ts";

const scenario = scenarioOf(`
nodes:
  phone: { is: client }
  bank: { is: server }
  billing: { is: server }
  ledger: { is: database }
  archive: { is: database }
links:
  phone -> bank: { rtt: 1ms }
  bank -> billing: { rtt: 1ms }
  bank -> ledger: { rtt: 1ms }
  bank -> archive: { rtt: 1ms }
  billing -> ledger: { rtt: 1ms }
routes:
  bank:
    GET /list: [ { query: ledger, takes: 1ms }, { query: ledger, takes: 2ms, times: 3 }, { query: ledger, takes: 3ms }, { reply: 200 } ]
    POST /orders: [ { query: ledger, effect: order, takes: 4ms }, { ask: billing, request: POST /charge, times: 2 }, { query: archive, effect: order, takes: 5ms }, { reply: 201 } ]
    GET /old: [ { query: ledger, takes: 6ms }, { reply: 301, location: /new } ]
    GET /new: [ { query: ledger, takes: 7ms }, { query: ledger, effect: debit, with: [credit], takes: 10ms }, { reply: 200 } ]
  billing:
    POST /charge: [ { work: 1ms }, { query: ledger, takes: 8ms }, { query: ledger, effect: charge, takes: 9ms }, { reply: 200 } ]
traffic: [ { phone: GET /list }, { phone: POST /orders }, { phone: GET /old } ]`);
const plan = planTraffic(scenario, 1);

/** What the step that a call is for takes, in ms. */
function takesMs(call: string, effects: readonly string[] = [], database = "ledger"): number | undefined {
	const takes = stepOfCall({ call, effects, database }, scenario, plan)?.takes;
	return takes?.shape === "fixed" ? takes.ns / 1e6 : undefined;
}

describe("the step that a call to a database is for", () => {
	test("is found by its number, where one of them makes several calls", () => {
		const calls = [1, 2, 3, 4, 5].map((nth) => takesMs(`e1.1/${nth}`));
		expect(calls).toEqual([1, 2, 2, 2, 3]);
	});

	test("counts what its server asks of others, and is found behind them", () => {
		expect(takesMs("e2.1/1", ["order"])).toBe(4);
		expect(takesMs("e2.1/2/1")).toBe(8);
		expect(takesMs("e2.1/3/2", ["charge"])).toBe(9);
		expect(takesMs("e2.1/4", ["order"], "archive")).toBe(5);
	});

	test("is that of the request which an attempt was sent on to", () => {
		expect(takesMs("e3.1/1")).toBe(6);
		expect(takesMs("e3.2/1")).toBe(7);
		expect(takesMs("e3.3/1")).toBe(6);
		expect(takesMs("e3.2/2", ["debit", "credit"])).toBe(10);
	});

	test("is any that asks for the same where the numbers lead nowhere", () => {
		expect(takesMs("e1.1/9")).toBe(1);
		expect(takesMs("e1.1/1", ["charge"])).toBe(9);
	});

	test("is none where nothing of the scenario asks for it", () => {
		expect(takesMs("e9.1/1")).toBeUndefined();
		expect(takesMs("e1.1/1", ["theft"])).toBeUndefined();
	});
});
