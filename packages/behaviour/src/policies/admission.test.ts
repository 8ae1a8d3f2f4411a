import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAdmission } from "./admission.ts";

/** Jobs by name: who works, who waits. The plainest thing that does what admission decides. */
class Shop {
	working: number[] = [];
	waiting: number[] = [];
	#next = 0;
	readonly #workers: number;
	readonly #queue: number;

	constructor(workers: number, queue: number) {
		this.#workers = workers;
		this.#queue = queue;
	}

	arrive(): string {
		const place = this.working.length < this.#workers ? this.working : this.waiting;
		if (place === this.waiting && this.waiting.length >= this.#queue) return "refuse";
		place.push(this.#next++);
		return place === this.working ? "start" : "queue";
	}

	finish(): boolean {
		this.working.shift();
		const next = this.waiting.shift();
		if (next !== undefined) this.working.push(next);
		return next !== undefined;
	}
}

describe("admission", () => {
	it("decides as a shop with so many workers and so many chairs does", () => {
		const steps = fc.array(fc.constantFrom("arrive", "arrive", "finish", "reset"), { maxLength: 200, size: "max" });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 5 }), fc.nat({ max: 5 }), steps, (workers, queue, moves) => {
				const admission = createAdmission(workers, queue);
				let shop = new Shop(workers, queue);
				for (const move of moves) {
					if (move === "arrive") expect(admission.arrive()).toBe(shop.arrive());
					else if (move === "reset") {
						admission.reset();
						shop = new Shop(workers, queue);
					} else if (shop.working.length > 0) expect(admission.finish()).toBe(shop.finish());
					expect([admission.busy, admission.waiting]).toEqual([shop.working.length, shop.waiting.length]);
				}
			}),
			{ seed: 111, numRuns: 200 },
		);
	});

	it("lets any number wait where the queue has no bound", () => {
		const admission = createAdmission(1, Number.POSITIVE_INFINITY);
		admission.arrive();
		for (let n = 1; n <= 1_000; n++) expect(admission.arrive()).toBe("queue");
		expect(admission.waiting).toBe(1_000);
	});
});
