import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Ticks } from "./ticks.ts";

describe("a host's ticks", () => {
	it("fire a timer never early, and at most an eighth of its span and a tick late", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 2_000_000_000 }),
				fc.integer({ min: 0, max: 1e12 }),
				fc.integer({ min: 1, max: 30_000 }),
				(phaseNs, nowNs, span) => {
					const ticks = new Ticks(250, phaseNs);
					const now = ticks.at(nowNs);
					const late = ticks.fireNs(now, now + span) - nowNs - span * 4e6;
					expect(late).toBeGreaterThan(-4e6);
					expect(late).toBeLessThanOrEqual((span / 7.8 + 2) * 4e6);
				},
			),
			{ seed: 11, numRuns: 1_000 },
		);
	});

	it("count in ticks that begin at the phase", () => {
		const ticks = new Ticks(250, 3_000_000);
		expect(ticks.at(0)).toBe(0);
		expect(ticks.at(1_000_000)).toBe(1);
		expect(ticks.covering(4_001)).toBe(2);
		expect(ticks.inUs(3)).toBe(12_000);
	});
});
