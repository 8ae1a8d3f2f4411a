import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { panned, showing, withinRun, zoomed } from "./time-window.ts";

describe("a time window", () => {
	test("zooms around the point under the hand", () => {
		expect(zoomed({ fromNs: 0, toNs: 1000 }, 0.5, 200, 1000)).toEqual({ fromNs: 100, toNs: 600 });
	});

	test("never shows more than the run", () => {
		expect(zoomed({ fromNs: 100, toNs: 600 }, 4, 300, 1000)).toEqual({ fromNs: 0, toNs: 1000 });
		expect(withinRun({ fromNs: -50, toNs: 5000 }, 1000)).toEqual({ fromNs: 0, toNs: 1000 });
	});

	test("stops where nothing finer is to be seen", () => {
		const closest = { fromNs: 500, toNs: 620 };
		expect(zoomed(closest, 0.5, 500, 1000)).toBe(closest);
	});

	test("pans by a share of itself and stops at the ends", () => {
		expect(panned({ fromNs: 0, toNs: 400 }, 0.25, 1000)).toEqual({ fromNs: 100, toNs: 500 });
		expect(panned({ fromNs: 500, toNs: 900 }, 0.5, 1000)).toEqual({ fromNs: 600, toNs: 1000 });
	});

	test("moves only when the moment has left it", () => {
		const window = { fromNs: 0, toNs: 400 };
		expect(showing(window, 400, 1000)).toBe(window);
		expect(showing(window, 500, 1000)).toEqual({ fromNs: 460, toNs: 860 });
	});

	const time = fc.integer({ min: 0, max: 100_000 });
	property.prop([time, time, time, fc.double({ min: 0.1, max: 10, noNaN: true })], { seed: 3 })(
		"stays within the run whatever is done to it",
		(a, b, around, factor) => {
			const durationNs = 100_000;
			const window = withinRun({ fromNs: Math.min(a, b), toNs: Math.max(a, b) }, durationNs);
			for (const next of [zoomed(window, factor, around, durationNs), panned(window, factor - 5, durationNs)]) {
				expect(next.fromNs).toBeGreaterThanOrEqual(0);
				expect(next.toNs).toBeLessThanOrEqual(durationNs + 1e-6);
				expect(next.toNs).toBeGreaterThan(next.fromNs);
			}
		},
	);
});
