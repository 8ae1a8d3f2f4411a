import { describe, expect, it } from "vitest";
import { streamKey } from "./stream-key.ts";

function hex(seed: number, entity: string, purpose: string): string {
	return [...streamKey(seed, entity, purpose)].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function bitsThatDiffer(one: Int32Array, other: Int32Array): number {
	let count = 0;
	for (let lane = 0; lane < 4; lane++) {
		for (let rest = (one[lane] ?? 0) ^ (other[lane] ?? 0); rest !== 0; rest &= rest - 1) count++;
	}
	return count;
}

describe("the key of a stream", () => {
	it("is the same forever", () => {
		expect([hex(0, "", ""), hex(1, "client", ""), hex(-1, "client", "think"), hex(2 ** 53 - 1, "Zürich", "q")]).toEqual(
			[
				"5a4075d66b2d3d27d3926c2feb228a07",
				"8e8f2bb4cd40aa585167c78b92b2e29e",
				"daf217fffbe946d175f8aa322ae30118",
				"f5ef7d78fe372f3476cec5e93e60729e",
			],
		);
	});

	it("differs when any word of the name or the seed does, even where their letters run together the same", () => {
		const keys = [
			hex(1, "ab", "c"),
			hex(1, "a", "bc"),
			hex(1, "abc", ""),
			hex(1, "", "abc"),
			hex(2, "abc", ""),
			hex(-1, "abc", ""),
			hex(1 + 2 ** 32, "abc", ""),
			hex(1, "abc\0", ""),
		];
		expect(new Set(keys).size).toBe(keys.length);
	});

	it("changes about half of its bits when one bit of the seed does", () => {
		let differing = 0;
		for (let seed = 0; seed < 500; seed++) {
			const flipped = seed + 2 ** (seed % 50) * (Math.floor(seed / 2 ** (seed % 50)) % 2 === 0 ? 1 : -1);
			const count = bitsThatDiffer(streamKey(seed, "client", ""), streamKey(flipped, "client", ""));
			expect(count).toBeGreaterThan(32);
			differing += count;
		}
		expect(differing / 500).toBeGreaterThan(63);
		expect(differing / 500).toBeLessThan(65);
	});

	it("is found once among the keys of a hundred thousand clients, in each of its words", () => {
		const seen = [0, 1, 2, 3].map(() => new Set<number>());
		for (let client = 0; client < 100_000; client++) {
			streamKey(7, `client ${client}`, "").forEach((word, lane) => {
				seen[lane]?.add(word);
			});
		}
		// Of 100,000 random 32-bit words, 1.2 collide on average.
		for (const lane of seen) expect(lane.size).toBeGreaterThan(100_000 - 10);
	});
});
