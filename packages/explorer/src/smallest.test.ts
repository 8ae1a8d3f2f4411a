import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Strike } from "./schedule.ts";
import { shrink } from "./smallest.ts";

const strike = (nth: number): Strike => ({
	...{ kind: "lose", point: `e1.${nth}>`, place: `e*.${nth}>`, after: nth },
	fault: { lose: `e1.${nth}>`, nth: 1 },
});

describe("shrinking", () => {
	it("leaves what is needed and nothing else, in its order", () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.nat({ max: 6 }), { maxLength: 5 }),
				fc.subarray([0, 1, 2, 3, 4, 5, 6]),
				(needed, others) => {
					const all = [...new Set([...needed, ...others])].map(strike);
					const isNeeded = ({ after }: Strike): boolean => needed.includes(after);
					const shrunk = shrink(all, (part) => part.filter(isNeeded).length === needed.length);
					expect(shrunk).toEqual(all.filter(isNeeded));
				},
			),
			{ seed: 612 },
		);
	});

	it("of two ways to break finds one that is enough", () => {
		const all = [1, 2, 3].map(strike);
		const breaks = (part: readonly Strike[]): boolean => part.some(({ after }) => after === 3) || part.length === 2;
		expect(shrink(all, breaks).length).toBe(1);
	});
});
