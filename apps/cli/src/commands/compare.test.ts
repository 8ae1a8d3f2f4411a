import { describe, expect, it } from "vitest";
import { galleryNames } from "../input/gallery.ts";
import { roundtrip } from "../testing/recorder.ts";

describe("roundtrip compare", () => {
	it.each(galleryNames())(
		"plays %s in both worlds with the same exchanges, attempts, outcomes and messages",
		async (name) => {
			const { out, err, code } = await roundtrip("compare", name, "--json");
			expect({ err, code }).toEqual({ err: "", code: 0 });
			expect(JSON.parse(out)).toMatchObject({ sameShape: true, differences: [], onlyInA: [], onlyInB: [] });
		},
		30_000,
	);

	it("prints both side by side with the error of each figure", async () => {
		const { out, code } = await roundtrip("compare", "first-request");
		expect(code).toBe(0);
		expect(out).toMatch(/exchange\s+simulated\s+real\s+error/);
		expect(out).toMatch(/e1\s+210 ms\s+[\d.,]+ m?s\s+[\d.]+ %/);
		expect(out).toMatch(/Median error of latency: [\d.]+ %/);
	}, 30_000);
});

describe("roundtrip run --real", () => {
	it("plays the same file on real sockets and says so in the replay command", async () => {
		const { out, code } = await roundtrip("run", "lost-reply", "--real");
		expect(out).toContain("real sockets, seed 1");
		expect(out).toContain("replay: npx roundtrip run lost-reply --seed 1 --real");
		expect(out).toContain("and it happened more than once");
		expect(code).toBe(1);
	}, 30_000);
});
