import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutPassword } from "./password.ts";

describe("the password of a URL", () => {
	it.each([
		["postgres://ada:s3cret@db/bank", "can't reach postgres://ada:***@db/bank"],
		["postgres://ada:p%40ss%3A%2F@db/bank", "can't reach postgres://ada:***@db/bank"],
		["postgres://ada:p@ss/w:rd@db/bank", "can't reach postgres://ada:***@db/bank"],
		["postgres://db/bank?user=ada&password=s3cret", "can't reach postgres://db/bank?user=ada&password=***"],
		["postgres://ada@db/bank", "can't reach postgres://ada@db/bank"],
		["postgres://ada:@db/bank", "can't reach postgres://ada:@db/bank"],
		["postgres://ada:%zz@db/bank", "can't reach postgres://ada:***@db/bank"],
	])("of %s is not told", (url, told) => {
		expect(withoutPassword(`can't reach ${url}`, url)).toBe(told);
	});

	it("is not told in its decoded form either", () => {
		expect(withoutPassword("refused 'p@ss:/' of ada", "postgres://ada:p%40ss%3A%2F@db/bank")).toBe(
			"refused '***' of ada",
		);
	});

	it("is in no message that quotes it, whatever it is", () => {
		const password = fc.string({ minLength: 4, unit: "binary-ascii" }).filter((text) => !"***".includes(text));
		fc.assert(
			fc.property(password, (secret) => {
				const url = `postgres://ada:${encodeURIComponent(secret)}@db/bank`;
				const told = withoutPassword(`no ${url}, no <${secret}>`, url);
				expect(told).toBe("no postgres://ada:***@db/bank, no <***>");
			}),
			{ seed: 1 },
		);
	});
});
