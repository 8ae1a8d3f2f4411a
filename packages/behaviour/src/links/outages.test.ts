import type { Fault, Scenario } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLinkChanges } from "../faults/link-changes.ts";
import { outageOf } from "./outages.ts";

const MS = 1_000_000;
const LINK = "a -> b";

const faulty = (...faults: readonly Fault[]): Scenario => ({ faults }) as unknown as Scenario;

/** The changes of its links until a time, as `+` for a begin and `-` for an end, with their times in ms. */
function changes(scenario: Scenario, untilMs: number): readonly string[] {
	const all = createLinkChanges(scenario);
	const told: string[] = [];
	if (all === undefined) return told;
	while (all.nextNs <= untilMs * MS) {
		const { begins, atNs } = all.take();
		told.push(`${begins ? "+" : "-"}${atNs / MS}`);
	}
	return told;
}

describe("when a link is cut", () => {
	it("is from the begin of a partition to before its end, in the directions that it strikes", () => {
		const scenario = faulty({ partition: LINK, at: 10 * MS, until: 20 * MS, way: "request" });
		const outage = outageOf(scenario, LINK, "request");
		const cut = (ms: number): boolean | undefined => outage?.isCut(ms * MS, ms * MS);
		expect([9.999, 10, 19.999, 20].map(cut)).toEqual([false, true, true, false]);
		expect(outageOf(scenario, LINK, "response")).toBeUndefined();
		expect(outageOf(scenario, "b -> c", "request")).toBeUndefined();
		expect([outage?.healsNs(15 * MS), outage?.healsNs(30 * MS)]).toEqual([20 * MS, 30 * MS]);
	});

	it("of two partitions is while either lasts", () => {
		const outage = outageOf(
			faulty({ partition: LINK, at: 0, until: 10, way: "both" }, { partition: LINK, at: 20, way: "response" }),
			LINK,
			"response",
		);
		expect([5, 15, 25].map((at) => outage?.isCut(at, at))).toEqual([true, false, true]);
		expect(outage?.healsNs(25)).toBe(Number.POSITIVE_INFINITY);
	});

	it("is told as it is, however a link flaps", () => {
		const times = fc.integer({ min: 0, max: 40 });
		const lengths = fc.integer({ min: 1, max: 9 });
		fc.assert(
			fc.property(times, fc.option(times), lengths, lengths, times, lengths, (at, end, down, up, from, length) => {
				const until = end === null || end <= at ? {} : { until: end * MS };
				const flap: Fault = { flap: LINK, at: at * MS, ...until, down: down * MS, up: up * MS, way: "both" };
				const told = changes(faulty(flap), 200);
				/** By what is told of it, at each ms. */
				const isCutAt = (ms: number): boolean => {
					const last = told.findLast((each) => Number(each.slice(1)) <= ms);
					return last?.startsWith("+") === true;
				};
				const span = Array.from({ length: length + 1 }, (_, nth) => from + nth);
				const outage = outageOf(faulty(flap), LINK, "request");
				expect(outage?.isCut(from * MS, (from + length) * MS)).toBe(span.some(isCutAt));
				const heals = (outage?.healsNs(from * MS) ?? 0) / MS;
				expect(isCutAt(heals)).toBe(false);
				expect(heals > from).toBe(isCutAt(from));
			}),
			{ seed: 11, numRuns: 500 },
		);
	});

	it("is told only so often", () => {
		const flap: Fault = { flap: LINK, at: 0, down: MS, up: MS, way: "both" };
		expect(changes(faulty(flap), 1e9)).toHaveLength(1_000);
	});
});
