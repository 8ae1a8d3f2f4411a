import { describe, expect, it } from "vitest";
import { galleryNames } from "../input/gallery.ts";
import { roundtrip } from "../testing/recorder.ts";
import { sample } from "../testing/sample.ts";

/** What Node has not: early data, and HTTP/3. */
const SIMULATED_ONLY = ["streams-apart", "zero-rtt"];

const PLAYED: readonly string[] = galleryNames().filter((name) => !SIMULATED_ONLY.includes(name));

describe("roundtrip compare", () => {
	it.each(SIMULATED_ONLY)("says of %s before it runs that the real world can't do it", async (name) => {
		const { out, err, code } = await roundtrip("compare", name, "--json");
		expect(out).toBe("");
		expect(err).toMatch(/The real world can't (do 0-RTT|speak HTTP\/3) over \w+ -> shop/);
		expect(code).toBe(2);
	});

	it.each(sample(PLAYED, 3))(
		"plays %s in both worlds with the same exchanges, attempts, outcomes and messages",
		// A machine that is busy with other things can be late at the very moment of a crash; it is given another chance.
		{ timeout: 60_000, retry: 2 },
		async (name) => {
			const { out, err, code } = await roundtrip("compare", name, "--json");
			expect({ err, code }).toEqual({ err: "", code: 0 });
			expect(JSON.parse(out)).toMatchObject({ sameShape: true, differences: [], onlyInA: [], onlyInB: [] });
		},
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
