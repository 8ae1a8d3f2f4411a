import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPipe } from "./pipe.ts";
import { createThrottledPipe, type Slowdown } from "./throttled-pipe.ts";

const MS = 1_000_000;
const MBIT = 1_000_000;

const slow = (more: Partial<Slowdown>): Slowdown => ({
	...{ fromNs: 10 * MS, untilNs: 20 * MS, rate: Number.POSITIVE_INFINITY, delayNs: 0 },
	...more,
});

describe("a pipe that is slower at times", () => {
	it("is the plain pipe where it never is, to the rounding of each packet", () => {
		const sendings = fc.array(fc.tuple(fc.nat({ max: 5 * MS }), fc.integer({ min: 40, max: 1_500 })), {
			maxLength: 40,
		});
		fc.assert(
			fc.property(sendings, (list) => {
				const [plain, throttled] = [createPipe(MS, 8 * MBIT), createThrottledPipe(MS, 8 * MBIT, [])];
				let now = 0;
				for (const [pause, bytes] of list) {
					now += pause;
					expect(Math.abs(throttled.transmit(now, bytes) - plain.transmit(now, bytes))).toBeLessThanOrEqual(
						list.length,
					);
				}
			}),
			{ seed: 7 },
		);
	});

	it("goes on at the new rate with what is being sent when it changes", () => {
		// 8 Mbit/s take 1 ms for 1,000 bytes: half of them before the change, the rest at a tenth of the rate, for 5 ms.
		const pipe = createThrottledPipe(0, 8 * MBIT, [slow({ rate: 0.8 * MBIT })]);
		expect(pipe.transmit(9.5 * MS, 1_000)).toBe(15 * MS);
		expect(pipe.transmit(9.5 * MS, 1_000)).toBe(20.5 * MS);
		expect(pipe.transmit(9.5 * MS, 1_000)).toBe(21.5 * MS);
	});

	it("delays by what holds when the last byte leaves", () => {
		const pipe = createThrottledPipe(2 * MS, undefined, [slow({ delayNs: 50 * MS })]);
		expect([9 * MS, 10 * MS, 19 * MS, 20 * MS].map((at) => pipe.transmit(at, 100))).toEqual([
			11 * MS,
			60 * MS,
			69 * MS,
			22 * MS,
		]);
		expect(pipe.delayNs).toBe(2 * MS);
	});

	it("of several slowdowns takes the slowest, and is never faster than by itself", () => {
		const pipe = createThrottledPipe(5 * MS, 8 * MBIT, [
			slow({ rate: 4 * MBIT, delayNs: 9 * MS }),
			slow({ rate: 2 * MBIT, delayNs: 1 * MS }),
			slow({ rate: 80 * MBIT }),
		]);
		expect(pipe.transmit(10 * MS, 1_000)).toBe(10 * MS + 4 * MS + 9 * MS);
	});
});
