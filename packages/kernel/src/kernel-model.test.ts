import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createKernel, type Kernel, type TimerHandle } from "./kernel.ts";

interface Expected {
	readonly id: number;
	readonly timeNs: number;
	readonly handle: TimerHandle;
}

/** A kernel beside a list that is kept sorted in the plainest way; each step is checked against it. */
class Pair {
	readonly #kernel: Kernel = createKernel();
	readonly #expected: Expected[] = [];
	readonly #stale: TimerHandle[] = [0];
	readonly #handled: number[] = [];
	readonly #kind: number = this.#kernel.register((id) => this.#handled.push(id));
	#nextId = 0;

	schedule(delaysNs: readonly number[]): void {
		for (const delayNs of delaysNs) {
			const id = this.#nextId++;
			const timeNs = this.#kernel.now + delayNs;
			const handle =
				id % 2 === 0 ? this.#kernel.after(delayNs, this.#kind, id, 0) : this.#kernel.at(timeNs, this.#kind, id, 0);
			const later = this.#expected.findIndex((other) => other.timeNs > timeNs);
			this.#expected.splice(later < 0 ? this.#expected.length : later, 0, { id, timeNs, handle });
		}
		this.#check();
	}

	cancel(where: number, count: number): void {
		for (const { handle } of this.#expected.splice(Math.floor(where * this.#expected.length), count)) {
			expect(this.#kernel.cancel(handle)).toBe(true);
			this.#stale.push(handle);
		}
		this.#check();
	}

	cancelStale(where: number): void {
		expect(this.#kernel.cancel(this.#stale[Math.floor(where * this.#stale.length)] ?? 0)).toBe(false);
		this.#check();
	}

	runEvents(count: number): void {
		const reason = this.#kernel.run({ maxEvents: count });
		this.#checkHandled(this.#expected.splice(0, count));
		expect(reason).toBe(this.#expected.length === 0 ? "empty" : "limit");
	}

	runFor(spanNs: number): void {
		const untilNs = this.#kernel.now + spanNs;
		const reason = this.#kernel.run({ untilNs });
		const due = this.#expected.findIndex((event) => event.timeNs > untilNs);
		this.#checkHandled(this.#expected.splice(0, due < 0 ? this.#expected.length : due));
		expect(reason).toBe(due < 0 ? "empty" : "horizon");
	}

	runOut(): void {
		expect(this.#kernel.run()).toBe("empty");
		this.#checkHandled(this.#expected.splice(0));
	}

	#checkHandled(expected: readonly Expected[]): void {
		expect(this.#handled.splice(0)).toEqual(expected.map((event) => event.id));
		const last = expected.at(-1);
		if (last !== undefined) expect(this.#kernel.now).toBe(last.timeNs);
		this.#stale.push(...expected.map((event) => event.handle));
		this.#check();
	}

	#check(): void {
		expect(this.#kernel.pending).toBe(this.#expected.length);
		expect(this.#kernel.pending + this.#kernel.dispatched).toBeLessThanOrEqual(this.#nextId);
	}
}

type Step = (pair: Pair) => void;

/** Delays that fall together, lie close, or differ by up to a thousand million. */
const delayNs: fc.Arbitrary<number> = fc.oneof(
	fc.constantFrom(0, 1, 1000),
	fc.nat(20),
	fc.nat(5000),
	fc.nat(1_000_000_000),
	fc.constantFrom(30_000_000_000, 30_000_000_001),
);
const fraction: fc.Arbitrary<number> = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.array(delayNs, { minLength: 1, maxLength: 5 }).map(
			(d): Step =>
				(p) =>
					p.schedule(d),
		),
	},
	{
		weight: 2,
		arbitrary: fc.array(delayNs, { minLength: 100, maxLength: 400, size: "max" }).map(
			(d): Step =>
				(p) =>
					p.schedule(d),
		),
	},
	{
		weight: 2,
		arbitrary: fc.tuple(fraction, fc.nat(3)).map(
			([w, n]): Step =>
				(p) =>
					p.cancel(w, n),
		),
	},
	{
		weight: 1,
		arbitrary: fc.tuple(fraction, fc.nat(300)).map(
			([w, n]): Step =>
				(p) =>
					p.cancel(w, n),
		),
	},
	{
		weight: 1,
		arbitrary: fraction.map(
			(w): Step =>
				(p) =>
					p.cancelStale(w),
		),
	},
	{
		weight: 3,
		arbitrary: fc.nat(5).map(
			(n): Step =>
				(p) =>
					p.runEvents(n),
		),
	},
	{
		weight: 2,
		arbitrary: fc.nat(500).map(
			(n): Step =>
				(p) =>
					p.runEvents(n),
		),
	},
	{
		weight: 4,
		arbitrary: delayNs.map(
			(ns): Step =>
				(p) =>
					p.runFor(ns),
		),
	},
	{ weight: 1, arbitrary: fc.constant<Step>((p) => p.runOut()) },
);

describe("the kernel beside a sorted list", () => {
	it("handles the same events at the same times, whatever is scheduled, cancelled and run, in any order", () => {
		fc.assert(
			fc.property(fc.array(step, { minLength: 5, maxLength: 60, size: "max" }), (steps) => {
				const pair = new Pair();
				for (const act of steps) act(pair);
				pair.runOut();
			}),
			{ seed: 20_261_121, numRuns: 300 },
		);
	});

	it("does so where each event schedules more, from a few to thousands and back", () => {
		fc.assert(
			fc.property(fc.array(delayNs, { minLength: 8, maxLength: 64, size: "max" }), fc.nat(3000), (delaysNs, most) => {
				const kernel = createKernel();
				const handled: string[] = [];
				let scheduled = 1;
				const kind = kernel.register((id) => {
					handled.push(`${kernel.now} ${id}`);
					for (let child = 0; child < 2 && scheduled < most; child++) {
						kernel.after(delaysNs[scheduled % delaysNs.length] ?? 0, kind, scheduled, 0);
						scheduled += 1;
					}
				});
				kernel.after(0, kind, 0, 0);
				kernel.run();
				expect(handled).toEqual(plainRun(delaysNs, most));
			}),
			{ seed: 20_261_121, numRuns: 100 },
		);
	});
});

function plainRun(delaysNs: readonly number[], most: number): string[] {
	const waiting: { timeNs: number; id: number }[] = [{ timeNs: 0, id: 0 }];
	const handled: string[] = [];
	let scheduled = 1;
	for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
		handled.push(`${next.timeNs} ${next.id}`);
		for (let child = 0; child < 2 && scheduled < most; child++) {
			const timeNs = next.timeNs + (delaysNs[scheduled % delaysNs.length] ?? 0);
			const later = waiting.findIndex((other) => other.timeNs > timeNs);
			waiting.splice(later < 0 ? waiting.length : later, 0, { timeNs, id: scheduled });
			scheduled += 1;
		}
	}
	return handled;
}
