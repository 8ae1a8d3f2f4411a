import { describe, expect, it } from "vitest";
import { createStream, type RandomStream } from "./stream.ts";

const COUNT = 200_000;

function samples(draw: (stream: RandomStream) => number, seed = 1): Float64Array {
	const stream = createStream(seed, "statistics");
	return new Float64Array(COUNT).map(() => draw(stream));
}

function moment(values: Float64Array, order: number): number {
	return values.reduce((sum, x) => sum + x ** order, 0) / values.length;
}

/** Kolmogorov-Smirnov: the largest distance to the distribution, times sqrt(n). Above 2.2 once in 16,000 cases. */
function distance(values: Float64Array, distribution: (x: number) => number): number {
	const sorted = values.toSorted();
	let largest = 0;
	sorted.forEach((x, index) => {
		const expected = distribution(x);
		largest = Math.max(largest, expected - index / sorted.length, (index + 1) / sorted.length - expected);
	});
	return largest * Math.sqrt(sorted.length);
}

/** How far chi-square lies from its mean, in its own standard deviations. */
function chiSquareDeviation(counts: Float64Array): number {
	const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
	const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
	return (chiSquare - (counts.length - 1)) / Math.sqrt(2 * (counts.length - 1));
}

function correlation(one: Float64Array, other: Float64Array): number {
	const [meanOfOne, meanOfOther] = [moment(one, 1), moment(other, 1)];
	const products = one.map((x, index) => (x - meanOfOne) * ((other[index] ?? NaN) - meanOfOther));
	return moment(products, 1) / Math.sqrt((moment(one, 2) - meanOfOne ** 2) * (moment(other, 2) - meanOfOther ** 2));
}

/** The normal distribution (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
function normalDistribution(x: number): number {
	const t = 1 / (1 + 0.2316419 * Math.abs(x));
	const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
	const above = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series;
	return x < 0 ? above : 1 - above;
}

describe.each([
	{ name: "uniform", draw: (s: RandomStream) => s.uniform(), moments: [1 / 2, 1 / 3, 1 / 4], cdf: (x: number) => x },
	{
		name: "exponential",
		draw: (s: RandomStream) => s.exponential(),
		moments: [1, 2, 6],
		cdf: (x: number) => 1 - Math.exp(-x),
	},
	{ name: "normal", draw: (s: RandomStream) => s.normal(), moments: [0, 1, 0, 3], cdf: normalDistribution },
])("$name samples", ({ draw, moments, cdf }) => {
	it("have the moments of the distribution", () => {
		const values = samples(draw);
		moments.forEach((expected, index) => {
			const order = index + 1;
			const error = Math.sqrt((moment(values, 2 * order) - moment(values, order) ** 2) / COUNT);
			expect(Math.abs(moment(values, order) - expected)).toBeLessThan(4 * error);
		});
	});

	it("follow the distribution, from several seeds", () => {
		for (let seed = 1; seed <= 5; seed++) expect(distance(samples(draw, seed), cdf)).toBeLessThan(2.2);
	});

	it("don't depend on the sample before", () => {
		const values = samples(draw);
		for (const lag of [1, 2, 3, 7]) {
			expect(Math.abs(correlation(values.subarray(lag), values.subarray(0, -lag)))).toBeLessThan(4 / Math.sqrt(COUNT));
		}
	});

	it("have nothing to do with those of a neighbour", () => {
		const [one, other] = [createStream(1, "client 1"), createStream(1, "client 2")];
		const [ours, theirs] = [one, other].map((stream) => new Float64Array(COUNT).map(() => draw(stream)));
		expect(Math.abs(correlation(ours ?? new Float64Array(), theirs ?? new Float64Array()))).toBeLessThan(
			4 / Math.sqrt(COUNT),
		);
	});
});

describe("rare samples", () => {
	it("beyond where the exponential tail begins are as frequent and as far as they should be", () => {
		const stream = createStream(3, "tail");
		const tail = 7.69711747013105;
		const beyond: number[] = [];
		for (let n = 0; n < 2_000_000; n++) {
			const x = stream.exponential();
			if (x > tail) beyond.push(x - tail);
		}
		const expected = 2_000_000 * Math.exp(-tail);
		expect(Math.abs(beyond.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
		expect(distance(Float64Array.from(beyond), (x) => 1 - Math.exp(-x))).toBeLessThan(2.2);
	});

	it("beyond where the normal tail begins are as frequent and as far as they should be, on both sides", () => {
		const stream = createStream(3, "tail");
		const tail = 3.6541528853610088;
		const probability = normalDistribution(-tail);
		const beyond: number[] = [];
		let negative = 0;
		for (let n = 0; n < 4_000_000; n++) {
			const x = stream.normal();
			if (Math.abs(x) > tail) beyond.push(Math.abs(x));
			if (x < -tail) negative++;
		}
		const expected = 4_000_000 * 2 * probability;
		expect(Math.abs(beyond.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
		expect(Math.abs(negative - beyond.length / 2)).toBeLessThan(2 * Math.sqrt(beyond.length));
		const tailDistribution = (x: number): number => 1 - normalDistribution(-x) / probability;
		expect(distance(Float64Array.from(beyond), tailDistribution)).toBeLessThan(2.2);
	});
});

describe("the words", () => {
	it("have each byte equally often in each of the four places", () => {
		for (const shift of [0, 8, 16, 24]) {
			const stream = createStream(9, "bytes");
			const counts = new Float64Array(256);
			for (let n = 0; n < COUNT; n++) {
				const byte = (stream.u32() >>> shift) & 0xff;
				counts[byte] = (counts[byte] ?? 0) + 1;
			}
			expect(Math.abs(chiSquareDeviation(counts))).toBeLessThan(4);
		}
	});

	it("are equally likely below n, also where n is just above a power of two", () => {
		for (const n of [3, 10, 33, 1000, 1025]) {
			const stream = createStream(9, "below");
			const counts = new Float64Array(n);
			for (let k = 0; k < COUNT; k++) {
				const drawn = stream.below(n);
				counts[drawn] = (counts[drawn] ?? 0) + 1;
			}
			expect(Math.abs(chiSquareDeviation(counts))).toBeLessThan(4);
		}
	});

	it("come in pairs that fill the square evenly, within a stream and across the first words of many", () => {
		const counts = new Float64Array(1024);
		const first = new Float64Array(1024);
		const stream = createStream(11, "pairs");
		for (let n = 0; n < COUNT; n++) {
			const cell = (stream.below(32) << 5) | stream.below(32);
			counts[cell] = (counts[cell] ?? 0) + 1;
			const other = createStream(11, `client ${n}`);
			const firstCell = (other.below(32) << 5) | other.below(32);
			first[firstCell] = (first[firstCell] ?? 0) + 1;
		}
		expect(Math.abs(chiSquareDeviation(counts))).toBeLessThan(4);
		expect(Math.abs(chiSquareDeviation(first))).toBeLessThan(4);
	});
});
