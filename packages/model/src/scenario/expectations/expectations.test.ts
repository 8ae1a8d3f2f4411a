import { describe, expect, test } from "vitest";
import { parseScenario } from "../parse.ts";
import { printScenario } from "../print.ts";

const bank = (...expectations: readonly string[]): string => `
roundtrip: 1
title: A bank
nodes:
  phone: { is: client }
  bank: { is: server }
  ledger: { is: database, amounts: { checking: 10, savings: 0 } }
links:
  phone -> bank: { rtt: 10ms }
  bank -> ledger: { rtt: 1ms }
routes:
  bank:
    POST /transfers:
      - { query: ledger, effect: debit }
      - { query: ledger, effect: credit }
      - { reply: 201 }
    GET /savings: [ { query: ledger, reads: savings }, { reply: 200 } ]
traffic:
  - phone: POST /transfers
expect:
${expectations.map((each) => `  - ${each}\n`).join("")}`;

function problems(expectation: string): readonly string[] {
	const parsed = parseScenario(bank(expectation));
	return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
}

describe("expectations", () => {
	const SAID = [
		...["{ acknowledged: kept }", "{ failed: undone }", "{ availability: 99% }", "{ availability: 999500ppm }"],
		...["{ retries-at-most: 0 }", "{ conserved: [debit, credit] }", "{ conserved: [checking, savings] }"],
		...["{ conserved: [savings] }", "{ read-your-writes: [savings] }", "{ monotonic-reads: [checking, savings] }"],
	];

	test.each(SAID)("%s is read, and printed as it was written", (said) => {
		const parsed = parseScenario(bank(said));
		expect(parsed.ok ? [] : parsed.problems).toEqual([]);
		if (!parsed.ok) return;
		const again = parseScenario(printScenario(parsed.value));
		expect(again.ok && again.value.expect).toEqual(parsed.value.expect);
	});

	test.each([
		["{ conserved: [debt, credit] }", "there is no amount and no effect 'debt'"],
		["{ read-your-writes: [debit] }", "there is no amount 'debit'"],
		["{ monotonic-reads: [saving] }", "there is no amount 'saving'; did you mean 'savings'?"],
		["{ conserved: [debit] }", "an effect alone is never out of balance: name those that belong together with debit"],
		["{ conserved: [debit, savings] }", "an effect alone is never out of balance"],
		["{ conserved: [debit, debit] }", "a name stands here twice"],
		["{ conserved: [] }", "name what it is about, like [debit, credit]"],
		["{ conserved: debit }", "this is a list of names: write it like [debit, credit]"],
		["{ availability: 101% }", ""],
		["{ availability: most }", ""],
		["{ acknowledged: lost }", "kept"],
		["{ retries-at-most: -1 }", "'-1' is not a whole number from 0"],
	])("%s is refused in words", (said, words) => {
		const found = problems(said);
		expect(found.length).toBeGreaterThan(0);
		expect(found.join("\n")).toContain(words);
	});
});
