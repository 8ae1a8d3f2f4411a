import { compareTraces, exchangeAt, exchangesOf } from "@roundtrip/analysis";
import { parseScenario, type Scenario } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { runReal } from "@roundtrip/sockets";
import { describe, expect, it } from "vitest";

function scenarioOf(traffic: string): Scenario {
	const result = parseScenario(`roundtrip: 1
title: Asking until it is there
nodes: { desk: { is: client }, other: { is: client }, shop: { is: server } }
links: { desk -> shop: { rtt: 20ms }, other -> shop: { rtt: 20ms } }
routes:
  shop:
    POST /jobs: [{ reply: 202 }, { work: 300ms }, { publish: done, size: 50B }]
    GET /jobs/1: [{ wait: done, ever: true, at-most: 0s, otherwise: 202 }, { reply: 200 }]
traffic:
  - { other: POST /jobs }
${traffic}
  - { other: GET /jobs/1, at: 1500ms }`);
	if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
	return result.value;
}

describe("a line of traffic that asks until it is answered", { timeout: 60_000, retry: 2 }, () => {
	it.each([
		["spaced", "  - { desk: GET /jobs/1, at: 100ms, times: 9, every: 150ms, until: 200 }", [202, 202, 200]],
		["that never is", "  - { desk: GET /jobs/1, at: 100ms, times: 2, every: 50ms, until: 410 }", [202, 202]],
	])("stops there, in both worlds: %s", async (_, traffic, statuses) => {
		const scenario = scenarioOf(traffic);
		const simulated = simulate(scenario);
		const real = await runReal(scenario, { isRehearsed: false });
		if (!simulated.ok || !real.ok) throw new Error("a world gave up");
		const asked = exchangesOf(simulated.trace).filter(({ client }) => client === "desk");
		expect(asked.map(({ status }) => status)).toEqual(statuses);
		const { sameShape, differences } = compareTraces(simulated.trace, real.trace);
		expect({ sameShape, differences }).toEqual({ sameShape: true, differences: [] });
	});

	it("leaves out the numbers of what wasn't asked", () => {
		const simulated = simulate(
			scenarioOf("  - { desk: GET /jobs/1, at: 400ms, times: 9, one-by-one: true, until: 200 }"),
		);
		if (!simulated.ok) throw new Error(simulated.problem);
		const reports = exchangesOf(simulated.trace);
		expect(reports.map(({ exchange }) => exchange)).toEqual([1, 2, 11]);
		expect(exchangeAt(reports, 11)?.client).toBe("other");
		expect(exchangeAt(reports, 3)).toBeUndefined();
	});
});
