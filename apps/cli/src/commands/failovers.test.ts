import { analyse } from "@roundtrip/analysis";
import { parseScenario } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { describe, expect, it } from "vitest";

const analysed = (nodes: string, steps: string, traffic: string, faults: string): ReturnType<typeof analyse> => {
	const parsed = parseScenario(`roundtrip: 1
title: T
nodes: { phone: { is: client, ${nodes} }, bank: { is: server, timeout: 300ms }, ledger: { is: database } }
links: { phone -> bank: { rtt: 100ms }, bank -> ledger: { rtt: 2ms } }
routes: { bank: { POST /: [ ${steps}, { query: ledger, effect: transfer }, { reply: 201 } ] } }
traffic: [ ${traffic} ]
faults: [ ${faults} ]
expect: [ { acknowledged: kept } ]
`);
	if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
	const run = simulate(parsed.value);
	if (!run.ok) throw new Error(run.problem);
	return analyse(run.trace);
};

describe("what was acknowledged", () => {
	const judged = (loses: string): readonly string[] =>
		analysed(
			...(["", "{ work: 1ms }", "{ phone: POST /, times: 3, every: 300ms }"] as const),
			`{ failover: ledger, at: 800ms, takes: 1s${loses} }`,
		).verdicts.map((each) => `${each.verdict}: ${each.because}`);

	it("is kept by a failover that loses nothing, or nothing of it", () => {
		expect(judged("")).toEqual([expect.stringMatching(/^pass/)]);
		expect(judged(", loses: 100ms")).toEqual([expect.stringMatching(/^pass/)]);
	});

	it("is gone with the last commits of a primary", () => {
		expect(judged(", loses: 350ms")).toEqual([
			"fail: exchange 3 was acknowledged, and transfer is gone: a replica took over that never had it",
		]);
	});

	it("is there once where the key was lost with its effect, and the request came again", () => {
		const { exchanges, verdicts } = analysed(
			"timeout: 500ms, key: exchange, retry: { attempts: 4, backoff: 1s, jitter: none }",
			"{ once: ledger }",
			"phone: POST /",
			"{ lose: e1.1< }, { failover: ledger, at: 400ms, takes: 100ms, loses: 350ms }",
		);
		expect(exchanges[0]?.outcome).toMatchObject({ belief: "ok", applied: 1 });
		expect(exchanges[0]?.forgottenSeqs).toHaveLength(1);
		expect(verdicts[0]?.verdict).toBe("pass");
	});
});
