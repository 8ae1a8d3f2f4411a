import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Line } from "./line.ts";

describe("a line", () => {
	it("serves in the order of coming, as a plain list does", () => {
		const moves = fc.array(fc.constantFrom("come", "come", "come", "go", "go", "clear?"), {
			maxLength: 500,
			size: "max",
		});
		fc.assert(
			fc.property(moves, fc.nat({ max: 20 }), (steps, rarely) => {
				const line = new Line<number>();
				let list: number[] = [];
				for (const [n, step] of steps.entries()) {
					if (step === "come") {
						line.push(n);
						list.push(n);
					} else if (step === "go") expect(line.shift()).toBe(list.shift());
					else if (n % 20 === rarely) {
						line.clear();
						list = [];
					}
					expect(line.first).toBe(list[0]);
				}
			}),
			{ seed: 201, numRuns: 200 },
		);
	});

	it("serves two hundred thousand without walking along them", () => {
		const line = new Line<number>();
		for (let n = 0; n < 200_000; n++) line.push(n);
		for (let n = 0; n < 200_000; n++) if (line.shift() !== n) throw new Error(`${n} is out of turn`);
		expect(line.shift()).toBeUndefined();
	});
});
