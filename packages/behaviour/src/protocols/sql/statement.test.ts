import { describe, expect, it } from "vitest";
import { queryTimeNs } from "./query-time.ts";
import { recordContent, recordKey } from "./record.ts";
import { resultBody, statementBody, statementOf } from "./statement.ts";

describe("a query as SQL", () => {
	it("inserts one row with the effect and the call, as parameters", () => {
		expect(statementOf({ effect: "transfer" }, "e1.2/1")).toEqual({
			sql: "INSERT INTO effects (effect, call) VALUES (?, ?)",
			parameters: ["transfer", "e1.2/1"],
		});
	});

	it("inserts several effects in one transaction", () => {
		const sql = "INSERT INTO effects (effect, call) VALUES (?, ?)";
		expect(statementOf({ effect: "debit", with: ["credit"] }, "e1.1/1")).toEqual({
			transaction: [
				{ sql, parameters: ["debit", "e1.1/1"] },
				{ sql, parameters: ["credit", "e1.1/1"] },
			],
		});
	});

	it("counts without an effect", () => {
		expect(statementOf({}, "e1.1/1")).toEqual({ sql: "SELECT count(*) AS count FROM effects", parameters: [] });
	});

	it("looks up a record where the database holds some, the same for a call in every run", () => {
		expect(statementOf({}, "e1.1/1", { rows: 1000 })).toEqual({
			sql: "SELECT content FROM records WHERE key = ?",
			parameters: [recordKey("e1.1/1", 1000)],
		});
	});

	it("still inserts where the database holds records", () => {
		const statement = statementOf({ effect: "transfer" }, "e1.1/1", { rows: 5 });
		expect(statement).toEqual(statementOf({ effect: "transfer" }, "e1.1/1"));
	});

	it("travels as JSON, there and back", () => {
		const statement = statementOf({ effect: "transfer" }, "e1.2/1");
		expect(JSON.parse(statementBody(statement).text ?? "")).toEqual(statement);
		expect(resultBody({ changes: 1 })).toEqual({ size: 13, text: '{"changes":1}' });
		expect(resultBody({ count: 12 })).toEqual({ size: 12, text: '{"count":12}' });
		expect(resultBody({ record: recordContent(7) }).text).toMatch(/^\{"record":"7: There and back again\. /);
	});
});

describe("the key of a record", () => {
	it("is one of those that are there, and every one comes up", () => {
		const keys = Array.from({ length: 200 }, (_, n) => recordKey(`e${n}.1/1`, 5));
		expect(new Set(keys)).toEqual(new Set([1, 2, 3, 4, 5]));
	});
});

describe("the time of a query", () => {
	const takes = { shape: "fixed", ns: 2_000_000 } as const;
	const rows = { rows: 100_000, index: false, scan: 100 };

	it("is what it takes, and without an index what looking through all rows takes as well", () => {
		expect(queryTimeNs({ takes }, { ...rows, index: true }, 1, "e1.1/1")).toBe(2_000_000);
		expect(queryTimeNs({ takes }, rows, 1, "e1.1/1")).toBe(12_000_000);
	});

	it("of a write looks through nothing", () => {
		expect(queryTimeNs({ takes, effect: "transfer" }, rows, 1, "e1.1/1")).toBe(2_000_000);
	});
});
