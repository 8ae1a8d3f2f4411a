import { describe, expect, it } from "vitest";
import { createKernel, type Kernel } from "./kernel.ts";

/** A kernel with one kind, whose handler notes the time and the integers. */
function recording(): { kernel: Kernel; kind: number; seen: [number, number, number][] } {
	const kernel = createKernel();
	const seen: [number, number, number][] = [];
	const kind = kernel.register((a, b) => seen.push([kernel.now, a, b]));
	return { kernel, kind, seen };
}

describe("virtual time", () => {
	it("jumps from event to event", () => {
		const { kernel, kind, seen } = recording();
		kernel.after(30, kind, 1, -1);
		kernel.at(10, kind, 2, 2 ** 31 - 1);
		expect([kernel.now, kernel.pending]).toEqual([0, 2]);
		expect(kernel.run()).toBe("empty");
		expect(seen).toEqual([
			[10, 2, 2 ** 31 - 1],
			[30, 1, -1],
		]);
		expect([kernel.now, kernel.pending, kernel.dispatched]).toEqual([30, 0, 2]);
	});

	it("is counted from where it is when an event schedules another", () => {
		const kernel = createKernel();
		const times: number[] = [];
		const kind = kernel.register((left) => {
			times.push(kernel.now);
			if (left > 0) kernel.after(7, kind, left - 1, 0);
		});
		kernel.at(5, kind, 3, 0);
		kernel.run();
		expect(times).toEqual([5, 12, 19, 26]);
	});

	it("reaches the last safe integer and not beyond", () => {
		const { kernel, kind, seen } = recording();
		kernel.at(Number.MAX_SAFE_INTEGER, kind, 0, 0);
		kernel.after(3, kind, 1, 0);
		kernel.run();
		expect(seen.at(-1)).toEqual([Number.MAX_SAFE_INTEGER, 0, 0]);
		expect(() => kernel.after(1, kind, 0, 0)).toThrow(RangeError);
	});

	it("ends there too when many events wait", () => {
		const { kernel, kind, seen } = recording();
		for (let n = 0; n < 1000; n++) kernel.at(Number.MAX_SAFE_INTEGER - n * 1000, kind, n, 0);
		expect(() => kernel.at(2 ** 53, kind, 0, 0)).toThrow(RangeError);
		kernel.run({ maxEvents: 990 });
		for (const timeNs of [2 ** 53, 2 ** 53 + 2, Infinity])
			expect(() => kernel.at(timeNs, kind, 0, 0)).toThrow(RangeError);
		expect(kernel.run()).toBe("empty");
		expect(seen.map(([, a]) => a)).toEqual(Array.from({ length: 1000 }, (_, n) => 999 - n));
	});

	it("never runs back: the past, fractions and what is no number are refused", () => {
		const { kernel, kind } = recording();
		kernel.at(10, kind, 0, 0);
		kernel.run();
		for (const timeNs of [9, -1, 10.5, NaN, Infinity, 2 ** 53]) {
			expect(() => kernel.at(timeNs, kind, 0, 0)).toThrow(RangeError);
		}
		for (const delayNs of [-1, 0.5, NaN]) expect(() => kernel.after(delayNs, kind, 0, 0)).toThrow(RangeError);
		expect(kernel.pending).toBe(0);
	});
});

describe("events at the same time", () => {
	it("are handled in the order in which they were scheduled, few or many", () => {
		for (const count of [2, 30, 5000]) {
			const { kernel, kind, seen } = recording();
			for (let n = 0; n < count; n++) {
				kernel.at(1000, kind, n, 0);
				kernel.at(n % 2 === 0 ? 999 : 1001 + n, kind, -1, 0);
			}
			kernel.run();
			expect(seen.filter(([time]) => time === 1000).map(([, a]) => a)).toEqual(
				Array.from({ length: count }, (_, n) => n),
			);
		}
	});

	it("include those that are scheduled for now while they are handled, behind the others", () => {
		const kernel = createKernel();
		const order: number[] = [];
		const kind = kernel.register((a) => {
			order.push(a);
			if (a < 10) kernel.after(0, kind, a + 10, 0);
		});
		for (let a = 0; a < 3; a++) kernel.at(5, kind, a, 0);
		kernel.run();
		expect(order).toEqual([0, 1, 2, 10, 11, 12]);
	});
});

describe("run", () => {
	it("stops before the first event beyond the horizon and goes on from there", () => {
		const { kernel, kind, seen } = recording();
		for (const timeNs of [10, 20, 21, 30]) kernel.at(timeNs, kind, 0, 0);
		expect(kernel.run({ untilNs: 20 })).toBe("horizon");
		expect([kernel.now, kernel.pending]).toEqual([20, 2]);
		expect(kernel.run({ untilNs: 20 })).toBe("horizon");
		kernel.at(20, kind, 7, 0);
		expect(kernel.run({ untilNs: 30 })).toBe("empty");
		expect(seen.map(([time]) => time)).toEqual([10, 20, 20, 21, 30]);
	});

	it("stops after so many events, of this call", () => {
		const { kernel, kind, seen } = recording();
		for (let n = 0; n < 5; n++) kernel.at(n, kind, n, 0);
		expect(kernel.run({ maxEvents: 2 })).toBe("limit");
		expect(kernel.run({ maxEvents: 2 })).toBe("limit");
		expect(kernel.run({ maxEvents: 0 })).toBe("limit");
		expect(seen.length).toBe(4);
		expect(kernel.run({ maxEvents: 1 })).toBe("empty");
	});

	it("can be used again after a handler threw; the event that did counts as handled", () => {
		const kernel = createKernel();
		const failing = kernel.register(() => {
			throw new Error("on purpose");
		});
		let handled = 0;
		const counting = kernel.register(() => {
			handled += 1;
		});
		kernel.after(1, failing, 0, 0);
		kernel.after(1, counting, 0, 0);
		expect(() => kernel.run()).toThrow("on purpose");
		expect([kernel.now, kernel.pending, kernel.dispatched]).toEqual([1, 1, 1]);
		expect(kernel.run()).toBe("empty");
		expect(handled).toBe(1);
	});

	it("refuses an event of a kind that nobody registered", () => {
		const kernel = createKernel();
		kernel.after(1, 3, 0, 0);
		expect(() => kernel.run()).toThrow(/kind 3/);
	});
});

describe("cancelling", () => {
	it("takes an event out once", () => {
		const { kernel, kind, seen } = recording();
		const first = kernel.after(1, kind, 1, 0);
		const second = kernel.after(1, kind, 2, 0);
		expect([kernel.cancel(first), kernel.cancel(first), kernel.cancel(0)]).toEqual([true, false, false]);
		expect(kernel.pending).toBe(1);
		kernel.run();
		expect(seen).toEqual([[1, 2, 0]]);
		expect(kernel.cancel(second)).toBe(false);
	});

	it("does nothing to the event that took the place of one that was handled or cancelled", () => {
		const { kernel, kind, seen } = recording();
		const handled = kernel.after(1, kind, 1, 0);
		kernel.run();
		const cancelled = kernel.after(1, kind, 2, 0);
		kernel.cancel(cancelled);
		kernel.after(1, kind, 3, 0);
		expect([kernel.cancel(handled), kernel.cancel(cancelled)]).toEqual([false, false]);
		kernel.run();
		expect(seen.map(([, a]) => a)).toEqual([1, 3]);
	});

	it("finds an event stale in its own handler", () => {
		const kernel = createKernel();
		const answers: boolean[] = [];
		let handle = 0;
		const kind = kernel.register(() => {
			answers.push(kernel.cancel(handle));
		});
		handle = kernel.after(1, kind, 0, 0);
		kernel.run();
		expect(answers).toEqual([false]);
	});

	it("leaves nothing behind when almost every timer of a hundred thousand is cancelled", () => {
		const { kernel, kind, seen } = recording();
		const waiting: number[] = [];
		let cancelled = 0;
		for (let n = 0; n < 100_000; n++) {
			waiting.push(kernel.after(30_000_000_000 + n, kind, n, 0));
			if (waiting.length > 100 && kernel.cancel(waiting.shift() ?? 0)) cancelled += 1;
		}
		expect(cancelled).toBe(99_900);
		expect(kernel.pending).toBe(100);
		kernel.run();
		expect(seen.map(([, a]) => a)).toEqual(Array.from({ length: 100 }, (_, n) => 99_900 + n));
	});
});

describe("a kernel that follows a clock", () => {
	it("says when the next event is due, however many wait and wherever they are", () => {
		const { kernel, kind } = recording();
		expect(kernel.nextDueNs()).toBeUndefined();
		for (let n = 1000; n > 0; n--) kernel.at(n * 1_000_003, kind, n, 0);
		for (let n = 1; n <= 1000; n++) {
			expect(kernel.nextDueNs()).toBe(n * 1_000_003);
			kernel.run({ maxEvents: 1 });
		}
		expect(kernel.nextDueNs()).toBeUndefined();
	});

	it("does not count an event that was cancelled", () => {
		const { kernel, kind } = recording();
		const first = kernel.at(10, kind, 0, 0);
		kernel.at(20, kind, 0, 0);
		kernel.cancel(first);
		expect(kernel.nextDueNs()).toBe(20);
	});

	it("comes to a moment at which nothing happens, and goes on from there", () => {
		const { kernel, kind, seen } = recording();
		kernel.at(100, kind, 1, 0);
		kernel.advance(70);
		expect(kernel.now).toBe(70);
		kernel.after(10, kind, 2, 0);
		kernel.run();
		kernel.advance(500);
		kernel.after(5, kind, 3, 0);
		kernel.run();
		expect(seen).toEqual([
			[80, 2, 0],
			[100, 1, 0],
			[505, 3, 0],
		]);
	});

	it("passes no event over, and does not go back", () => {
		const { kernel, kind } = recording();
		kernel.at(100, kind, 1, 0);
		kernel.advance(100);
		expect(() => kernel.advance(101)).toThrow(RangeError);
		expect(() => kernel.advance(99)).toThrow(RangeError);
		expect(() => kernel.advance(100.5)).toThrow(RangeError);
		kernel.run();
		kernel.advance(101);
		expect(kernel.now).toBe(101);
	});

	it("handles the same events at the same times, whether it was asked and advanced between them or not", () => {
		const play = (looks: boolean): [number, number, number][] => {
			const { kernel, kind, seen } = recording();
			let state = 12_345;
			const below = (limit: number): number => {
				state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
				return state % limit;
			};
			for (let step = 0; step < 400; step++) {
				for (let n = below(20); n > 0; n--) kernel.at(step * 1_000 + below(50_000), kind, step, n);
				if (looks) kernel.nextDueNs();
				kernel.run({ untilNs: (step + 1) * 1_000 - 1 });
				if (looks) kernel.advance((step + 1) * 1_000 - 1);
			}
			kernel.run();
			return seen;
		};
		expect(play(true)).toEqual(play(false));
	});
});

describe("a kernel that is begun again", () => {
	it("handles what a new one does, at the same times, whatever it has handled before", () => {
		const play = (kernel: Kernel): readonly number[] => {
			const seen: number[] = [];
			const kind = kernel.register((a) => seen.push(kernel.now, a));
			for (let n = 0; n < 500; n++) kernel.after((n * 7_919) % 10_007, kind, n, 0);
			kernel.run();
			return [...seen, kernel.dispatched, kernel.pending];
		};
		const used = createKernel();
		const first = play(used);
		used.reset();
		expect([used.now, used.dispatched, used.pending]).toEqual([0, 0, 0]);
		expect(play(used)).toEqual(first);
		expect(first).toEqual(play(createKernel()));
	});

	it("cancels nothing by a handle of the time before", () => {
		const kernel = createKernel();
		const stale = kernel.after(
			1,
			kernel.register(() => undefined),
			0,
			0,
		);
		kernel.run();
		kernel.reset();
		kernel.after(
			1,
			kernel.register(() => undefined),
			0,
			0,
		);
		expect(kernel.cancel(stale)).toBe(false);
		expect(kernel.pending).toBe(1);
	});

	it("refuses while something waits", () => {
		const kernel = createKernel();
		kernel.after(
			1,
			kernel.register(() => undefined),
			0,
			0,
		);
		expect(() => kernel.reset()).toThrow("1 events still wait");
	});
});
