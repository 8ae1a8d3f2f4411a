import { statementBody, statementOf } from "@roundtrip/behaviour";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStatement } from "./statement.ts";

describe("a statement from elsewhere", () => {
	it.each([{ effect: "transfer" }, {}, { effect: "debit", with: ["credit"] }])(
		"is read as it was written: %j",
		(step) => {
			const statement = statementOf(step, "e1.1/1", { rows: 0 });
			expect(parseStatement(statementBody(statement).text ?? "")).toEqual(statement);
		},
	);

	it.each([
		"",
		"SELECT 1",
		"null",
		"[]",
		'{"sql":"SELECT 1"}',
		'{"sql":1,"parameters":[]}',
		'{"sql":"SELECT 1","parameters":[null]}',
		'{"sql":"SELECT 1","parameters":[["a"]]}',
		'{"transaction":[]}',
		'{"transaction":{}}',
		'{"transaction":[{"sql":"SELECT 1","parameters":[]},null]}',
	])("is none where it looks otherwise: %s", (text) => {
		expect(parseStatement(text)).toBeUndefined();
	});

	it("is read from any text without a throw", () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
				parseStatement(text);
			}),
			{ seed: 1 },
		);
	});
});
