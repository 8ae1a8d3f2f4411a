import { describe, expect, it } from "vitest";
import { resultBody, statementBody, statementOf } from "./statement.ts";

const takes = { shape: "fixed", ns: 1 } as const;

describe("a query as SQL", () => {
	it("inserts one row with the effect and the call, as parameters", () => {
		expect(statementOf({ query: "ledger", effect: "transfer", takes }, "e1.2/1")).toEqual({
			sql: "INSERT INTO effects (effect, call) VALUES (?, ?)",
			parameters: ["transfer", "e1.2/1"],
		});
	});

	it("reads without an effect", () => {
		expect(statementOf({ query: "ledger", takes }, "e1.1/1")).toEqual({
			sql: "SELECT count(*) AS count FROM effects",
			parameters: [],
		});
	});

	it("travels as JSON, there and back", () => {
		const statement = statementOf({ query: "ledger", effect: "transfer", takes }, "e1.2/1");
		expect(JSON.parse(statementBody(statement).text ?? "")).toEqual(statement);
		expect(resultBody({ changes: 1 })).toEqual({ size: 13, text: '{"changes":1}' });
		expect(resultBody({ count: 12 })).toEqual({ size: 12, text: '{"count":12}' });
	});
});
