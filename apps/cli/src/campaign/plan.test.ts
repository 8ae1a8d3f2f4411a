import { expect, it } from "vitest";
import { ACCOUNTS, planKill, planTransfer } from "./plan.ts";

it("a seed plans the same transfers each time, between two accounts that differ", () => {
	const transfers = Array.from({ length: 500 }, (_, index) => planTransfer(7, index + 1));
	expect(transfers).toEqual(Array.from({ length: 500 }, (_, index) => planTransfer(7, index + 1)));
	expect(transfers).not.toEqual(Array.from({ length: 500 }, (_, index) => planTransfer(8, index + 1)));
	for (const { from, to, amount } of transfers) {
		expect(from).not.toBe(to);
		expect(Math.min(from, to, amount)).toBeGreaterThanOrEqual(1);
		expect(Math.max(from, to)).toBeLessThanOrEqual(ACCOUNTS);
	}
	expect(new Set(transfers.map(({ key }) => key)).size).toBe(500);
});

it("kills come one after the other, the last of them while there is work left", () => {
	const instants = Array.from(
		{ length: 40 },
		(_, nth) => planKill(7, nth, { transfers: 400, kills: 40 }).afterTransfers,
	);
	expect(instants).toEqual(instants.toSorted((a, b) => a - b));
	expect(instants.at(-1)).toBeLessThan(380);
});
