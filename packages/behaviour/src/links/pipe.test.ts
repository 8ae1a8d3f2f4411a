import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPipe, createPipes } from "./pipe.ts";

const MBIT = 1_000_000;
const MS = 1_000_000;
const rates = fc.oneof(fc.constant(undefined), fc.integer({ min: 1_000, max: 1_000_000_000_000 }));
const sizes = fc.oneof(fc.nat({ max: 2_000 }), fc.nat({ max: 5_000_000 }));

/** Messages with the time that passes before each. */
const sendings = fc.array(fc.tuple(fc.nat({ max: 10 * MS }), sizes), { minLength: 1, maxLength: 40 });

describe("one direction of a link", () => {
	it("takes the time of sending, then the delay", () => {
		const pipe = createPipe(50 * MS, 10 * MBIT);
		expect(pipe.transmit(0, 1_250)).toBe(51 * MS);
	});

	it("sends one after the other, and begins anew after a pause", () => {
		const pipe = createPipe(50 * MS, 10 * MBIT);
		expect(pipe.transmit(0, 1_250)).toBe(51 * MS);
		expect(pipe.transmit(0, 1_250)).toBe(52 * MS);
		expect(pipe.transmit(1.5 * MS, 1_250)).toBe(53 * MS);
		expect(pipe.transmit(10 * MS, 1_250)).toBe(61 * MS);
	});

	it("takes no time for sending where the link has no rate", () => {
		const pipe = createPipe(50 * MS, undefined);
		expect(pipe.transmit(7, 1_000_000_000)).toBe(50 * MS + 7);
		expect(pipe.transmit(7, 1_000_000_000)).toBe(50 * MS + 7);
	});

	it("brings the last of many chunks when it would have brought the whole", () => {
		fc.assert(
			fc.property(
				rates,
				sendings,
				fc.array(fc.nat({ max: 3_000 }), { minLength: 1, maxLength: 50 }),
				(rate, before, chunks) => {
					const [whole, chopped] = [createPipe(MS, rate), createPipe(MS, rate)];
					let now = 0;
					for (const [pause, bytes] of before) {
						now += pause;
						expect(chopped.transmit(now, bytes)).toBe(whole.transmit(now, bytes));
					}
					const last = chunks.map((bytes) => chopped.transmit(now, bytes)).at(-1);
					expect(last).toBe(
						whole.transmit(
							now,
							chunks.reduce((sum, bytes) => sum + bytes, 0),
						),
					);
				},
			),
			{ seed: 101, numRuns: 200 },
		);
	});

	it("keeps the order, is never faster than its rate, and loses less than 1 ns to rounding", () => {
		fc.assert(
			fc.property(rates, sendings, (rate, messages) => {
				const pipe = createPipe(MS, rate);
				let [now, lastNs, sinceNs, bytesSince] = [0, 0, 0, 0];
				for (const [pause, bytes] of messages) {
					now += pause;
					if (now + MS > lastNs) [sinceNs, bytesSince] = [now, 0];
					bytesSince += bytes;
					const arrivesNs = pipe.transmit(now, bytes);
					const exactNs = sinceNs + (rate === undefined ? 0 : (bytesSince * 8e9) / rate) + MS;
					expect(Number.isInteger(arrivesNs)).toBe(true);
					expect(arrivesNs).toBeGreaterThanOrEqual(Math.max(lastNs, exactNs));
					expect(arrivesNs).toBeLessThan(exactNs + 1.001);
					lastNs = arrivesNs;
				}
			}),
			{ seed: 102, numRuns: 200 },
		);
	});

	it("keeps its bytes in order whatever the clock of its user does", () => {
		const pipe = createPipe(MS, MBIT);
		const first = pipe.transmit(5 * MS, 1_000);
		expect(pipe.transmit(3 * MS, 1_000)).toBe(first + 8 * MS);
	});
});

describe("the two directions of a link", () => {
	it("have delays that add up to the round-trip time, an odd one too", () => {
		fc.assert(
			fc.property(fc.nat({ max: 86_400e9 }), (rtt) => {
				const { forth, back } = createPipes({ rtt });
				expect(forth.delayNs + back.delayNs).toBe(rtt);
				expect(back.delayNs - forth.delayNs).toBe(rtt % 2);
			}),
			{ seed: 103 },
		);
	});

	it("don't share their time of sending", () => {
		const { forth, back } = createPipes({ rtt: 2 * MS, rate: MBIT });
		expect([forth.transmit(0, 125), back.transmit(0, 125)]).toEqual([2 * MS, 2 * MS]);
	});
});
