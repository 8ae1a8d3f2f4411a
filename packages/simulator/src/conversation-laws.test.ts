import type { Trace } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conversingScenario } from "../../model/src/testing/conversation-arbitrary.ts";
import { TRACE_LAWS } from "../../model/src/testing/trace-laws.ts";
import { played, story } from "./testing/play.ts";

/** What is played once and looked at by every law. */
const RUNS = fc
	.sample(conversingScenario, { seed: 421, numRuns: 500 })
	.map((scenario) => ({ scenario, trace: played(scenario) }));

/** The first run that breaks a law, with what breaks it: enough to play it again. */
function breaches(broken: (trace: Trace) => readonly string[]): readonly object[] {
	return RUNS.flatMap(({ scenario, trace }) => {
		const complaints = broken(trace);
		return complaints.length === 0 ? [] : [{ complaints, scenario: JSON.stringify(scenario) }];
	}).slice(0, 1);
}

describe("in every simulated run of conversations", () => {
	it.each(TRACE_LAWS)("$name", ({ broken }) => {
		expect(breaches(broken)).toEqual([]);
	});

	it("every message and every item has arrived or is lost when the run is over", () => {
		const underWay = (trace: Trace): readonly string[] => {
			const left = new Set<string>();
			for (const event of trace.events()) {
				if (event.kind === "sent") left.add(event.message);
				if (event.kind === "delivered" || event.kind === "lost") left.delete(event.message);
			}
			return [...left];
		};
		expect(breaches(underWay)).toEqual([]);
	});

	it("every exchange that begins is settled when the run is over: whoever opens a stream leaves it some time", () => {
		const open = (trace: Trace): readonly string[] => {
			const left = new Set<number>();
			for (const event of trace.events()) {
				if (event.kind === "begun") left.add(event.exchange);
				if (event.kind === "settled") left.delete(event.exchange);
			}
			return [...left].map((exchange) => `e${exchange} is open`);
		};
		expect(breaches(open)).toEqual([]);
	});

	it("the same both times, byte for byte", () => {
		for (const { scenario, trace } of RUNS.slice(0, 40)) {
			expect([...played(scenario).events()]).toEqual([...trace.events()]);
		}
	});
});

it("there is enough going on in conversations for the laws to mean something", () => {
	const lines = RUNS.flatMap(({ trace }) => story(trace));
	for (const what of [
		...[/ sent e\d+\.\d+<\d/, / sent e\d+\.\d+>\d/, / delivered e\d+\.\d+<end/, / delivered e\d+\.\d+>end/],
		...[/ published e/, / settled .*left/, / closed .* left/, / sent e\d+\.\d+\/\d+\/\d+>/, / lost e\d+\.\d+[<>]\d/],
		...[
			/ delayed e\d+\.\d+[<>]\d/,
			/ looked-up /,
			/ crashed/,
			/ closed .* reset/,
			/ replied .* 101/,
			/ replied .* 504/,
		],
	]) {
		expect(lines.filter((line) => what.test(line)).length, String(what)).toBeGreaterThan(5);
	}
});
