import { parseScenario, printScenario } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { expect, it } from "vitest";
import { createRun } from "../lab/run.ts";
import { galleryRun } from "../testing/gallery-run.ts";
import { readBeside } from "./beside.ts";
import { exploreRepairs } from "./explored-repairs.ts";
import { read } from "./read.ts";

it("the fewest faults break it, and the same faults don't where a repair stands beside", async () => {
	const { scenario, seed } = galleryRun("double-transfer").trace.header;
	const { text, broken, repairs, faults, runs } = await exploreRepairs(scenario, seed, printScenario);
	expect(faults).toBe(1);
	expect(broken.length).toBe(scenario.expect.length);
	expect(broken[0]?.faults).toEqual(["lose: e1.1<"]);
	const job = { text, seed, faults: broken[0]?.faults ?? [] };
	const brokenRun = runOf(read(job));
	expect(brokenRun.verdicts.map(({ verdict }) => verdict)).toContain("fail");
	const mending = repairs.filter(({ mends }) => mends);
	expect(mending.map(({ name }) => name)).toContain("an idempotency key");
	for (const { settings, breaking, runs: played } of mending) {
		expect(breaking).toBe(0);
		expect(played).toBeGreaterThanOrEqual(runs);
		const mended = runOf(readBeside(job, { settings }));
		expect(mended.verdicts.map(({ verdict }) => verdict)).not.toContain("fail");
	}
});

it("a scenario that breaks nothing by one fault is tried with two", async () => {
	const parsed = parseScenario(`
roundtrip: 1
title: Two tries
nodes: { phone: { is: client, timeout: 1s, retry: { attempts: 2, backoff: 4s, jitter: none } }, bank: { is: server } }
links: { phone -> bank: { rtt: 100ms, detail: messages } }
routes: { bank: { GET /balance: [{ reply: 200, size: 200B }] } }
traffic: [{ phone: GET /balance }]
expect: [{ outcome: ok }]
`);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	const found = await exploreRepairs(parsed.value, 1, printScenario);
	expect(found.faults).toBe(2);
	expect(found.broken).toHaveLength(1);
	for (const { faults } of found.broken) expect(faults).toHaveLength(2);
});

function runOf(prepared: ReturnType<typeof read>): ReturnType<typeof createRun> {
	if (!prepared.ok) throw new Error(JSON.stringify(prepared));
	const result = simulate(prepared.scenario, { faults: prepared.faults });
	if (!result.ok) throw new Error(result.problem);
	return createRun(result.trace);
}
