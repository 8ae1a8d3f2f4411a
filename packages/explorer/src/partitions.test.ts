import { exchangesOf } from "@roundtrip/analysis";
import type { Fault, Scenario, Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { describe, expect, it } from "vitest";
import { explore, usualKinds } from "./explore.ts";
import { extensionsOf } from "./extensions.ts";
import type { Schedule, Strike } from "./schedule.ts";
import { bank } from "./testing/scenarios.ts";

const SECOND = 1e9;
const CUTS = ["partition", "one-way"];
const PATIENT = "timeout: 600ms, retry: { attempts: 3, backoff: 100ms..100ms, jitter: none }";

function play(scenario: Scenario, faults: readonly Fault[]): Trace {
	const result = simulate(scenario, { faults, keepBytes: false, keepPackets: false });
	if (!result.ok) throw new Error(result.problem);
	return result.trace;
}

function cutsOf(trace: Trace, schedule: Schedule = []): readonly Strike[] {
	return extensionsOf(trace, schedule, { kinds: CUTS, faults: 2, restartAfterNs: SECOND }).strikes;
}

/** What happens up to a time, without what only packets have. */
function beginning(trace: Trace, untilNs: number): readonly string[] {
	return [...trace.events()]
		.filter(({ at }) => at < untilNs)
		.map(({ kind, node, at }) => `${node} ${kind} ${at}`)
		.toSorted();
}

describe("links that are cut", () => {
	it("are tried where they are asked for", async () => {
		expect(usualKinds()).not.toContain("partition");
		const { coverage } = await explore(bank({ phone: PATIENT }), { faults: 1, repairs: false });
		expect(coverage.kinds.map(({ kind }) => kind)).not.toContain("partition");
	});

	it("are cut where the run has come to, whose beginning is the same packet by packet", () => {
		const scenario = bank({ phone: PATIENT });
		const whole = play(scenario, []);
		const cuts = cutsOf(whole);
		expect(cuts.length).toBe(8);
		for (const { fault, point } of cuts) {
			const at = "partition" in fault ? fault.at : 0;
			expect(beginning(play(scenario, [fault]), at), point).toEqual(beginning(whole, at));
		}
	});

	it("leave their events, each cut with its healing", () => {
		const scenario = bank({ phone: PATIENT });
		for (const { fault, point } of cutsOf(play(scenario, []))) {
			const kinds = [...play(scenario, [fault]).events()].map(({ kind }) => kind);
			expect(
				kinds.filter((kind) => kind === "impaired"),
				point,
			).toHaveLength(1);
			expect(
				kinds.filter((kind) => kind === "mended"),
				point,
			).toHaveLength(1);
		}
	});

	it("make what was asked late come after whoever asked has given up, and be done twice", async () => {
		const scenario = bank({ phone: PATIENT });
		const { broken } = await explore(scenario, { faults: 1, kinds: ["partition"], repairs: false });
		const points = broken.flatMap(({ smallest }) => smallest.map(([strike]) => strike?.point));
		expect(points).toContain("bank -> ledger from e1.1/1>");
		const [strike] = broken[0]?.smallest[0] ?? [];
		const [exchange] = exchangesOf(play(scenario, strike === undefined ? [] : [strike.fault]));
		expect(exchange?.outcome).toMatchObject({ belief: "ok", applied: 2 });
	});

	it("aren't cut again while they are, nor where they have no packets", () => {
		const scenario = bank({ phone: PATIENT });
		const [first] = cutsOf(play(scenario, []));
		if (first === undefined) throw new Error("nothing is cut");
		const { pruned } = extensionsOf(play(scenario, [first.fault]), [first], {
			...{ kinds: CUTS, faults: 2, restartAfterNs: SECOND },
		});
		expect(pruned.partition?.["cut-already"] ?? 0).toBeGreaterThan(0);
		const inMessages = bank({ phone: PATIENT, near: "rtt: 40ms, detail: messages" });
		const trace = play(inMessages, []);
		const links = new Set(cutsOf(trace).map(({ point }) => point.split(" from ")[0]));
		expect([...links]).toEqual(["bank -> ledger"]);
	});
});
