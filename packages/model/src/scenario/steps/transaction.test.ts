import { describe, expect, it } from "vitest";
import { parseScenario } from "../parse.ts";
import { printScenario } from "../print.ts";

const withRoute = (steps: string): string => `roundtrip: 1
title: A test
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database, amounts: { seats: 9 } }, other: { is: database } }
links: { phone -> bank: { rtt: 1ms }, bank -> ledger: { rtt: 1ms, connections: 3 }, bank -> other: { rtt: 1ms } }
routes: { bank: { GET /: [ ${steps} ] } }
traffic: [ { phone: GET / } ]`;

const READ_WRITE = "{ query: ledger, reads: seats }, { work: 1ms }, { query: ledger, writes: seats, by: -1 }";

describe("a transaction", () => {
	it("is read with what is left out, and printed without it", () => {
		const result = parseScenario(withRoute(`{ transaction: ledger, steps: [ ${READ_WRITE} ] }, { reply: 200 }`));
		if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join());
		expect(result.value.routes.bank?.["GET /"]?.[0]).toMatchObject({
			...{ transaction: "ledger", isolation: "read-committed", attempts: 1, otherwise: 409 },
			takes: { shape: "fixed", ns: 1e6 },
		});
		const printed = printScenario(result.value);
		expect(printed).not.toContain("read-committed");
		expect(printed).toContain("connections: 3");
		expect(parseScenario(printed)).toEqual(result);
	});

	it.each([
		["{ transaction: ledgr, steps: [ { query: ledger } ] }", "no database 'ledgr'; did you mean 'ledger'?"],
		[
			"{ transaction: ledger, steps: [ { query: other } ] }",
			"this is a transaction of ledger: ask other outside of it",
		],
		["{ transaction: ledger, steps: [ { work: 1ms } ] }", "nothing here asks ledger: add - { query: ledger }"],
		["{ transaction: ledger, steps: [] }", "say what is done in the transaction"],
		[
			"{ transaction: ledger, steps: [ { query: ledger, reads: seat } ] }",
			"ledger has no amount 'seat'; did you mean 'seats'?",
		],
		["{ query: other, adds: sold }", "other has no amount 'sold'; say amounts: { sold: 0 } there"],
		["{ query: ledger, writes: seats }", "put { query: ledger, reads: seats } before it"],
		[
			"{ query: ledger, reads: seats }, { transaction: ledger, steps: [ { query: ledger, writes: seats } ] }",
			"put { query: ledger, reads: seats } before it",
		],
		["{ query: ledger, reads: seats, effect: sale }", "a query has one of effect, reads, writes, adds"],
		["{ query: ledger, reads: seats, by: 3 }", "`by` stands beside `writes` or `adds`"],
		[
			"{ transaction: ledger, isolation: snapshot, steps: [ { query: ledger } ] }",
			"should be read-committed or serializable",
		],
		["{ transaction: ledger, steps: [ { reply: 200 } ] }", "'reply'"],
		["{ transaction: ledger, steps: [ { query: ledger, tims: 3 } ] }", "unknown key 'tims'; did you mean 'times'?"],
	])("%s is refused: %s", (steps, sentence) => {
		const result = parseScenario(withRoute(`${steps}, { reply: 200 }`));
		expect(result.ok).toBe(false);
		if (!result.ok) expect(result.problems.map(({ message }) => message).join("\n")).toContain(sentence);
	});

	it("is refused in a stream, which may be left in the middle of it", () => {
		const result = parseScenario(
			withRoute("{ transaction: ledger, steps: [ { query: ledger } ] }, { send: 2, size: 1B }"),
		);
		expect(!result.ok && result.problems[0]?.message).toContain("a stream has no transaction");
	});

	it("counts its attempts where one request makes too many calls", () => {
		const steps = "{ transaction: ledger, attempts: 100, steps: [ { query: ledger, times: 100 } ] }, { reply: 200 }";
		const result = parseScenario(withRoute(steps));
		expect(!result.ok && result.problems[0]?.message).toContain("one request makes 10000 calls");
	});
});
