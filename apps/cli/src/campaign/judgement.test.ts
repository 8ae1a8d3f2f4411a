import { describe, expect, it } from "vitest";
import type { Row } from "./banks/bank.ts";
import type { Told } from "./client.ts";
import { judge } from "./judgement.ts";
import { ACCOUNTS, OPENING_BALANCE } from "./plan.ts";

const transfer = (number: number) => ({
	number,
	from: 1,
	to: 2,
	amount: 10,
	key: `key of transfer ${number}`,
	isHasty: false,
});

function told(number: number, what: Told["told"], row?: number): Told {
	return { transfer: transfer(number), told: what, how: "", row, attempts: 2, isReplay: false };
}

function rowOf(number: number, of: number): Row {
	return { row: number, number: of, from: 1, to: 2, amount: 10 };
}

/** Books in which the money has moved as the rows say. */
function books(rows: readonly Row[]) {
	const balances = Array.from({ length: ACCOUNTS }, () => OPENING_BALANCE);
	balances[0] = OPENING_BALANCE - 10 * rows.length;
	balances[1] = OPENING_BALANCE + 10 * rows.length;
	return { rows, balances };
}

const brokenIn = (...given: Parameters<typeof judge>) =>
	judge(...given).claims.filter(({ broken }) => broken.length > 0);

describe("what clients were told beside the books", () => {
	it("holds where each acknowledged transfer is there once, and what nobody knows may or may not be", () => {
		const all = [told(1, "ok", 1), told(2, "unknown"), told(3, "unknown"), told(4, "failed")];
		const judgement = judge(all, books([rowOf(1, 1), rowOf(2, 3)]));
		expect(judgement.holds).toBe(true);
		expect(judgement.counts).toEqual({ ok: [0, 1, 0], failed: [1, 0, 0], unknown: [1, 1, 0] });
	});

	it("names an acknowledged transfer that isn't there", () => {
		const [broken] = brokenIn([told(1, "ok", 1)], books([]));
		expect(broken).toEqual({
			text: "every acknowledged transfer is there, as it was acknowledged",
			broken: ["transfer 1 (10 from account 1 to 2) isn't there"],
		});
	});

	it("names one that was acknowledged as another row than the one that is there", () => {
		const [broken] = brokenIn([told(1, "ok", 1)], books([rowOf(2, 1)]));
		expect(broken?.broken).toEqual(["transfer 1 (10 from account 1 to 2) was acknowledged as row 1, and is in row 2"]);
	});

	it.each(["ok", "unknown"] as const)(
		"names a transfer that was applied twice, whatever its client was told: %s",
		(what) => {
			const [broken] = brokenIn([told(1, what, 1)], books([rowOf(1, 1), rowOf(2, 1)]));
			expect(broken?.broken).toEqual([
				"transfer 1 (10 from account 1 to 2) was applied 2 times, in rows 1 and 2, after 2 tries",
			]);
		},
	);

	it("names one that is there although its client was told that it did not happen", () => {
		const [broken] = brokenIn([told(1, "failed")], books([rowOf(1, 1)]));
		expect(broken?.text).toBe("no transfer is there that its client was told did not happen");
	});

	it("names rows that nobody asked for, and rows with another amount", () => {
		const other = { ...rowOf(1, 1), to: 3 };
		expect(brokenIn([told(1, "unknown")], books([rowOf(2, 9)]))[0]?.broken).toEqual(["row 2: 10 from account 1 to 2"]);
		expect(brokenIn([told(1, "unknown")], { ...books([]), rows: [other] })[0]?.broken).toEqual([
			"row 1: 10 from account 1 to 3",
		]);
	});

	it("sees half a transfer: the sum is another, and an account has what its rows don't say", () => {
		const { rows, balances } = books([rowOf(1, 1)]);
		const half = { rows, balances: balances.with(1, OPENING_BALANCE) };
		expect(brokenIn([told(1, "ok", 1)], half)[0]?.broken).toEqual([
			`the sum is ${ACCOUNTS * OPENING_BALANCE - 10}, it was ${ACCOUNTS * OPENING_BALANCE}`,
			`account 2 has ${OPENING_BALANCE}, its transfers make ${OPENING_BALANCE + 10}`,
		]);
	});

	it("sees money that moved without a row", () => {
		const moved = { ...books([rowOf(1, 1)]), rows: [] };
		expect(brokenIn([], moved)[0]?.broken.length).toBe(2);
	});
});
