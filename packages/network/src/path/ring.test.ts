import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PacketRing } from "./ring.ts";

describe("a ring of packets", () => {
	it("is a queue, however it grows and turns", () => {
		fc.assert(
			fc.property(fc.array(fc.boolean(), { maxLength: 400 }), (pushes) => {
				const ring = new PacketRing<number>();
				const model: number[] = [];
				for (const [at, push] of pushes.entries()) {
					if (push || model.length === 0) {
						ring.push(at, at + 0.25, at + 0.5);
						model.push(at);
					} else {
						expect(ring.firstArrivesNs()).toBe((model[0] ?? 0) + 0.5);
						expect(ring.shift()).toBe(model.shift());
					}
					expect(ring.length).toBe(model.length);
					for (const [position, value] of model.entries()) expect(ring.leavesNs(position)).toBe(value + 0.25);
				}
			}),
			{ seed: 3, numRuns: 60 },
		);
	});

	it("has nothing to give when it is empty", () => {
		expect(() => new PacketRing<number>().shift()).toThrow(RangeError);
	});
});
