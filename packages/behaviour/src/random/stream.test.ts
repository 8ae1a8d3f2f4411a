import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStream, type RandomStream } from "./stream.ts";

function take(count: number, draw: () => number): number[] {
	return Array.from({ length: count }, draw);
}

describe("a random stream", () => {
	const fresh = (): RandomStream => createStream(42, "client", "think");

	// A change here changes every recorded run.
	it("draws the numbers that were frozen", () => {
		const streams = { u32: fresh(), uniform: fresh(), digit: fresh(), large: fresh() };
		expect(take(6, () => streams.u32.u32())).toEqual([
			328215248, 2380421318, 1749524359, 3082708668, 508178539, 737030689,
		]);
		expect(take(4, () => streams.uniform.uniform())).toEqual([
			0.07641856757789733, 0.40734288276120756, 0.11831953636640757, 0.2287990780216671,
		]);
		expect(take(6, () => streams.digit.below(10))).toEqual([0, 6, 7, 1, 0, 8]);
		expect(take(3, () => streams.large.below(1e12))).toEqual([895733618886, 582903293628, 460298531361]);
	});

	it("draws the samples that were frozen", () => {
		const streams = { exponential: fresh(), normal: fresh() };
		expect(take(6, () => streams.exponential.exponential())).toEqual([
			0.06767853510187298, 0.4043474483818846, 0.42226175080423267, 0.2964222772542898, 0.4926700070400442,
			0.16181665398285014,
		]);
		expect(take(6, () => streams.normal.normal())).toEqual([
			0.08028501579158796, 0.45851348275184967, 0.2816978492953357, 0.30215914953743284, -0.35166723316794574,
			0.3328972634423562,
		]);
	});

	it("hashes to the frozen value over two hundred thousand samples, wedges and tails among them", () => {
		const stream = createStream(7, "hash");
		const view = new DataView(new ArrayBuffer(8));
		let hash = 0;
		for (let n = 0; n < 200_000; n++) {
			view.setFloat64(0, n % 2 === 0 ? stream.exponential() : stream.normal());
			hash = Math.imul(hash ^ view.getInt32(0), 0x85ebca6b);
			hash = Math.imul(hash ^ (hash >>> 13) ^ view.getInt32(4), 0xc2b2ae35);
		}
		expect(hash >>> 0).toBe(2609792326);
	});

	it("repeats itself from the same seed, entity and purpose", () => {
		const [one, other] = [fresh(), fresh()];
		expect(take(100, () => one.normal())).toEqual(take(100, () => other.normal()));
	});

	it("is shifted by no other entity, purpose or seed", () => {
		const alone = fresh();
		const expected = take(50, () => alone.exponential());
		const stream = fresh();
		const neighbours = [
			createStream(42, "client"),
			createStream(42, "client", "retry"),
			createStream(42, "client 2", "think"),
			createStream(43, "client", "think"),
		];
		const drawn = take(50, () => {
			for (const neighbour of neighbours) neighbour.normal();
			return stream.exponential();
		});
		expect(drawn).toEqual(expected);
		for (const neighbour of neighbours) expect(take(50, () => neighbour.exponential())).not.toEqual(expected);
	});

	it("refuses a seed that is not a safe integer", () => {
		for (const seed of [0.5, NaN, Infinity, 2 ** 53]) expect(() => createStream(seed, "client")).toThrow(RangeError);
	});
});

describe("below", () => {
	it("stays within 0 and n - 1 for every n, however large", () => {
		fc.assert(
			fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (seed, n) => {
				const stream = createStream(seed, "client");
				for (let k = 0; k < 20; k++) {
					const drawn = stream.below(n);
					expect(Number.isSafeInteger(drawn) && drawn >= 0 && drawn < n).toBe(true);
				}
			}),
			{ seed: 1 },
		);
	});

	it("reaches both ends around the powers of two", () => {
		for (const n of [1, 2, 3, 4, 5, 255, 256, 257]) {
			const stream = createStream(5, "client");
			const drawn = new Set(take(n * 20, () => stream.below(n)));
			expect([drawn.size, Math.min(...drawn), Math.max(...drawn)]).toEqual([n, 0, n - 1]);
		}
		const stream = createStream(5, "client");
		for (const n of [2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1]) {
			const drawn = take(200, () => stream.below(n));
			expect(Math.min(...drawn)).toBeLessThan(n / 10);
			expect(Math.max(...drawn)).toBeGreaterThan((n / 10) * 9);
		}
	});

	it("refuses an n that is not a positive safe integer", () => {
		const stream = createStream(1, "client");
		for (const n of [0, -1, 1.5, NaN, Infinity, 2 ** 53]) expect(() => stream.below(n)).toThrow(RangeError);
	});
});
