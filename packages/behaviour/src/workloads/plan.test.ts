import { parseScenario, type Scenario } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { playableScenario } from "../../../model/src/testing/scenario-arbitrary.ts";
import { type PlannedExchange, planTraffic } from "./plan.ts";

function withTraffic(...lines: readonly string[]): Scenario {
	const result = parseScenario(`roundtrip: 1
title: T
nodes: { phone: { is: client }, tablet: { is: client }, bank: { is: server }, shop: { is: server } }
links: { phone -> bank: { rtt: 1ms }, tablet -> bank: { rtt: 1ms }, tablet -> shop: { rtt: 1ms } }
routes: { bank: { GET /: [{ reply: 200 }], POST /: [{ reply: 200 }] }, shop: { GET /: [{ reply: 200 }] } }
traffic: [${lines.join(", ")}]
`);
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.value;
}

const times = (plan: readonly PlannedExchange[], from = "phone"): readonly number[] =>
	plan.flatMap((planned) => (planned.from === from ? [planned.atNs] : []));

describe("the plan of traffic", () => {
	it("numbers exchanges in the order of time, then of the file", () => {
		const plan = planTraffic(
			withTraffic(
				"{ phone: GET /, at: 5ms }",
				"{ tablet: GET /, to: shop, times: 2, every: 10ms }",
				"{ phone: POST /, at: 5ms }",
			),
			1,
		);
		expect(
			plan.map(({ exchange, from, to, request, atNs }) => `${exchange} ${from} ${to} ${request} ${atNs / 1e6}`),
		).toEqual(["1 tablet shop GET / 0", "2 phone bank GET / 5", "3 phone bank POST / 5", "4 tablet shop GET / 10"]);
	});

	it("takes the only server that a client has a link to, or the one it names", () => {
		const plan = planTraffic(withTraffic("phone: GET /", "{ tablet: GET /, to: bank }"), 1);
		expect(plan.map(({ to }) => to)).toEqual(["bank", "bank"]);
	});

	it("lets each of a line wait for the one before, where it says one by one, and no other", () => {
		const plan = planTraffic(
			withTraffic(
				"{ phone: GET /, times: 3, one-by-one: true }",
				"{ tablet: GET /, to: shop, times: 2 }",
				"{ phone: POST /, times: 2, one-by-one: true }",
			),
			1,
		);
		expect(plan.map(({ after }) => after)).toEqual([undefined, 1, 2, undefined, undefined, undefined, 6]);
	});

	it("gives a body by its size, by its text in bytes, or none", () => {
		const plan = planTraffic(
			withTraffic("phone: GET /", "{ phone: POST /, size: 2kB }", "{ phone: POST /, body: 'é中😀' }"),
			1,
		);
		expect(plan.map(({ content }) => content.body)).toEqual([{ size: 0 }, { size: 2_000 }, { size: 9, text: "é中😀" }]);
	});

	it("begins evenly spaced exchanges with the line, and ends before its end", () => {
		const plan = planTraffic(withTraffic("{ phone: GET /, at: 1s, rate: 4/s, for: 1s, arrivals: even }"), 1);
		expect(times(plan).map((ns) => ns / 1e6)).toEqual([1_000, 1_250, 1_500, 1_750]);
	});

	it("spaces them without gathering errors, however many there are", () => {
		const plan = planTraffic(withTraffic("{ phone: GET /, rate: 7/s, for: 3h, arrivals: even }"), 1);
		expect(plan).toHaveLength(75_600);
		expect(times(plan).at(-1)).toBe(Math.floor((75_599 * 1e9) / 7));
	});

	it("begins random exchanges as often as the rate says, on average and for every seed", () => {
		const scenario = withTraffic("{ phone: GET /, rate: 100/s, for: 50s }");
		for (const seed of [1, 2, 3, 4, 5]) {
			const plan = planTraffic(scenario, seed);
			// 5,000 are due; five standard deviations are 354.
			expect(Math.abs(plan.length - 5_000)).toBeLessThan(354);
			const gaps = times(plan).map((ns, n, all) => ns - (all[n - 1] ?? 0));
			const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
			const square = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
			// Gaps of a Poisson process vary as much as they are long.
			expect(Math.abs(Math.sqrt(square) / mean - 1)).toBeLessThan(0.1);
		}
	});

	it("is the same for the same seed, and another for another", () => {
		const scenario = withTraffic("{ phone: GET /, rate: 10/s, for: 5s }");
		expect(planTraffic(scenario, 7)).toEqual(planTraffic(scenario, 7));
		expect(times(planTraffic(scenario, 7))).not.toEqual(times(planTraffic(scenario, 8)));
	});

	it("shifts nobody's times when a client or a line more is there, before or behind", () => {
		const own = "{ phone: GET /, rate: 50/s, for: 5s }";
		const alone = times(planTraffic(withTraffic(own), 3));
		expect(times(planTraffic(withTraffic("{ tablet: GET /, to: shop, rate: 70/s, for: 5s }", own), 3))).toEqual(alone);
		expect(times(planTraffic(withTraffic(own, "{ tablet: GET /, to: shop, times: 9 }"), 3))).toEqual(alone);
		const withMore = planTraffic(withTraffic(own, "{ phone: POST /, rate: 50/s, for: 5s }"), 3);
		expect(withMore.filter(({ request }) => request === "GET /").map(({ atNs }) => atNs)).toEqual(alone);
		expect(withMore.filter(({ request }) => request === "POST /").map(({ atNs }) => atNs)).not.toEqual(alone);
	});

	it("is in order, complete, and of what the scenario says, whatever that is", () => {
		fc.assert(
			fc.property(playableScenario, (scenario) => {
				const plan = planTraffic(scenario, scenario.seed);
				expect(plan.map(({ exchange }) => exchange)).toEqual(plan.map((_, n) => n + 1));
				for (const [n, planned] of plan.entries()) {
					const before = plan[n - 1];
					if (before !== undefined) expect(planned.atNs).toBeGreaterThanOrEqual(before.atNs);
					expect(Number.isSafeInteger(planned.atNs)).toBe(true);
					expect(scenario.links).toHaveProperty([`${planned.from} -> ${planned.to}`]);
					expect(scenario.routes[planned.to]).toHaveProperty([planned.request]);
					if (planned.after !== undefined) expect(plan[planned.after - 1]?.request).toBe(planned.request);
				}
				const numbered = scenario.traffic.filter(({ rate }) => rate === undefined);
				expect(plan.length).toBeGreaterThanOrEqual(numbered.reduce((sum, line) => sum + line.times, 0));
			}),
			{ seed: 131, numRuns: 150 },
		);
	});
});
