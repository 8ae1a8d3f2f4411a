import { type Fault, parseFault, type Scenario } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { playableScenario } from "../../model/src/testing/scenario-arbitrary.ts";
import { prepare } from "./prepare.ts";
import { played, setting } from "./testing/play.ts";

const BANK: Scenario = setting({
	phone: "timeout: 1s, retry: { attempts: 3 }",
	route: "{ query: ledger, effect: transfer, takes: 1ms..9ms }, { reply: 201 }",
});

function faultOf(text: string): Fault {
	const parsed = parseFault(text, BANK);
	if (!parsed.ok) throw new Error(text);
	return parsed.value;
}

const FAULTS = [
	"lose: e1.1<",
	"lose: e1.1>",
	"{ delay: e1.1/1<, by: 3s }",
	"{ crash: bank, at: 152ms, restart-at: 2s }",
];

describe("a prepared scenario", () => {
	it("plays as the simulator does, whatever was played before", () => {
		const ready = prepare(BANK);
		for (const text of [...FAULTS, ...FAULTS.toReversed()]) {
			const faults = [faultOf(text)];
			const result = ready.play(faults);
			const expected = played(BANK, { faults, keepBytes: false });
			expect(result.ok && [...result.trace.events()]).toEqual([...expected.events()]);
			expect(result.ok && result.trace.header).toEqual(expected.header);
		}
	});

	it("plays any scenario so", () => {
		fc.assert(
			fc.property(playableScenario, (scenario) => {
				const ready = prepare(scenario, { seed: 5 });
				const expected = [...played(scenario, { seed: 5, keepBytes: false, keepPackets: false }).events()];
				for (let time = 0; time < 2; time++) {
					const result = ready.play([]);
					expect(result.ok && [...result.trace.events()]).toEqual(expected);
				}
			}),
			{ seed: 212, numRuns: 60 },
		);
	});

	it("gives up a run that grows too large, and plays the next one as ever", () => {
		const endless = setting({ traffic: "{ phone: POST /, rate: 100/s, for: 10min }" });
		const ready = prepare(endless, { maxEvents: 1_000 });
		const first = ready.play([]);
		expect(first).toEqual({ ok: false, problem: expect.stringContaining("more than 1000 events") });
		expect(ready.play([])).toEqual(first);
	});
});
