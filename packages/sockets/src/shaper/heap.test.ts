import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { createHeap } from "./heap.ts";

const seed = 20_261_120;

test.prop([fc.array(fc.integer())], { seed })("whatever goes in comes out in order", (numbers) => {
	const heap = createHeap<number>((a, b) => a - b);
	for (const number of numbers) heap.add(number);
	const taken = numbers.map(() => heap.takeFirst());
	expect(taken).toEqual(numbers.toSorted((a, b) => a - b));
	expect(heap.takeFirst()).toBeUndefined();
});

test.prop([fc.array(fc.option(fc.nat(), { nil: undefined }))], { seed })(
	"taking and adding in any turn, the first is always the least of what is there",
	(steps) => {
		const heap = createHeap<number>((a, b) => a - b);
		const held: number[] = [];
		for (const step of steps) {
			if (step === undefined) {
				held.sort((a, b) => a - b);
				expect(heap.takeFirst()).toBe(held.shift());
			} else {
				heap.add(step);
				held.push(step);
			}
			expect(heap.size).toBe(held.length);
		}
	},
);
