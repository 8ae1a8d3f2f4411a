import { describe, expect, test } from "vitest";
import { runOf } from "../fixture.ts";
import { matchingEvents } from "./event-filter.ts";
import { kindGroups } from "./kind-groups.ts";

const { trace } = runOf({ faults: "{ lose: response, on: phone -> bank, nth: 1 }" });
const none = new Set<never>();
const kindsOf = (seqs: Uint32Array | undefined) => [...(seqs ?? [])].map((seq) => trace.kind(seq));

describe("the filter of the event log", () => {
	test("that asks for nothing says so, instead of listing all", () => {
		expect(matchingEvents(trace, { text: "  ", hidden: none })).toBeUndefined();
	});

	test("finds what the sentence says, whatever the case", () => {
		expect(kindsOf(matchingEvents(trace, { text: "GAVE up after", hidden: none }))).toEqual(["timed-out"]);
	});

	test("wants every word, also of the node and the call", () => {
		const found = matchingEvents(trace, { text: "ledger e1.2", hidden: none });
		expect(found?.length).toBeGreaterThan(0);
		for (const seq of found ?? []) expect(trace.event(seq)).toMatchObject({ attempt: 2 });
	});

	test("leaves out the kinds that are hidden", () => {
		const hidden = new Set(kindGroups.filter(({ name }) => name !== "Effects"));
		expect(kindsOf(matchingEvents(trace, { text: "", hidden }))).toEqual(["committed", "committed"]);
	});

	test("finds nothing where nothing is", () => {
		expect(matchingEvents(trace, { text: "giraffe", hidden: none })).toHaveLength(0);
	});
});
