import { expect, it } from "vitest";
import { galleryRun } from "../../testing/gallery-run.ts";
import { runOf } from "../../views/fixture.ts";
import { impairmentsOf } from "./impairments.ts";

it("the line of time shows when a link was cut, as shares of the run", () => {
	const { trace, durationNs } = galleryRun("one-way-partition");
	expect(impairmentsOf(trace, durationNs)).toEqual([
		{ from: 110e6 / durationNs, to: 2_110e6 / durationNs, how: "cut" },
	]);
});

it("a link that is never mended is shown so to the end, and one that is slow apart from those that are cut", () => {
	const faults = "{ throttle: phone -> bank, at: 50ms, rtt: 200ms }";
	const { trace, durationNs } = runOf({ faults });
	const [stretch, ...others] = impairmentsOf(trace, durationNs);
	expect(stretch).toMatchObject({ to: 1, how: "slow" });
	expect(others).toEqual([]);
});
