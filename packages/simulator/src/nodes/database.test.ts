import { recordContent, recordKey } from "@roundtrip/behaviour";
import type { EventOf, Trace } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { played, setting } from "../testing/play.ts";

function answers(trace: Trace): readonly EventOf<"sent">[] {
	return [...trace.events()].filter(
		(event): event is EventOf<"sent"> => event.kind === "sent" && event.node === "ledger",
	);
}

/** How long the ledger works on each statement, in ms. */
function workMs(trace: Trace): readonly number[] {
	const started = [...trace.events()].filter(({ kind, node }) => kind === "started" && node === "ledger");
	return answers(trace).map((answer, nth) => (answer.at - (started[nth]?.at ?? 0)) / 1e6);
}

const ROUTE = "{ query: ledger, effect: transfer, takes: 2ms }, { query: ledger, takes: 3ms }, { reply: 200 }";

describe("a database with records in it", () => {
	it("looks one up by its index in the time that the query takes", () => {
		const trace = played(setting({ ledger: "rows: 100000", route: ROUTE }));
		expect(workMs(trace)).toEqual([2, 3]);
		expect(answers(trace)[1]?.data.body).toBe(JSON.stringify({ record: recordContent(recordKey("e1.1/2", 100_000)) }));
	});

	it("is asked for it by its key, in SQL", () => {
		const trace = played(setting({ ledger: "rows: 100000", route: ROUTE }));
		const asked = [...trace.events()].filter((event) => event.kind === "sent" && event.node === "bank");
		const statement = { sql: "SELECT content FROM records WHERE key = ?", parameters: [recordKey("e1.1/2", 100_000)] };
		expect(asked.map((event) => event.kind === "sent" && event.data.body)).toContain(JSON.stringify(statement));
	});

	it("answers as often as it is asked, each time with another record", () => {
		const trace = played(setting({ ledger: "rows: 100000", route: "{ query: ledger, times: 3 }, { reply: 200 }" }));
		const records = ["e1.1/1", "e1.1/2", "e1.1/3"].map((call) => recordContent(recordKey(call, 100_000)));
		expect(answers(trace).map(({ data }) => data.body)).toEqual(records.map((record) => JSON.stringify({ record })));
	});

	it("looks through all of them without an index, where it reads", () => {
		const trace = played(setting({ ledger: "rows: 100000, index: false, scan: 50ns", route: ROUTE }));
		expect(workMs(trace)).toEqual([2, 8]);
	});
});

describe("a transaction", () => {
	it("commits all its effects at once, and is one call", () => {
		const trace = played(
			setting({ route: "{ query: ledger, effect: debit, with: [credit] }, { query: ledger }, { reply: 200 }" }),
		);
		const commits = [...trace.events()].filter((event): event is EventOf<"committed"> => event.kind === "committed");
		expect(commits.map(({ call, data }) => `${call} ${data.effect}`)).toEqual(["e1.1/1 debit", "e1.1/1 credit"]);
		expect(new Set(commits.map(({ at }) => at)).size).toBe(1);
		expect(answers(trace).map(({ data }) => data.body)).toEqual(['{"changes":2}', '{"count":2}']);
	});

	it("leaves nothing where its database dies before the end of it", () => {
		const route = "{ query: ledger, effect: debit, with: [credit], takes: 20ms }, { reply: 200 }";
		const trace = played(setting({ route, faults: "{ crash: ledger, at: 110ms }" }));
		expect([...trace.events()].filter(({ kind }) => kind === "committed")).toEqual([]);
	});
});

describe("a database without records", () => {
	it("counts its effects, whether it has an index or not", () => {
		const trace = played(setting({ ledger: "index: false", route: ROUTE }));
		expect(workMs(trace)).toEqual([2, 3]);
		expect(answers(trace)[1]?.data.body).toBe('{"count":1}');
	});
});
