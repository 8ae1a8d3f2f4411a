import type { Fault, Scenario } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { plannedCrashes } from "./crashes.ts";
import { createMessageFaults } from "./message-faults.ts";

const withFaults = (...faults: readonly Fault[]): Scenario => ({
	...{ roundtrip: 1, title: "T", seed: 1, types: {}, nodes: {}, links: {}, routes: {}, traffic: [], expect: [] },
	faults,
});

const NEAR = "phone -> bank";
const FAR = "bank -> ledger";

/** Messages by name, in the order of sending; `>` goes with the link's direction, `<` against it. */
function fates(scenario: Scenario, ...messages: readonly (readonly [string, string])[]): readonly string[] {
	const faults = createMessageFaults(scenario);
	return messages.map(([message, link]) => {
		const fate = faults.fate(message, link, message.endsWith(">") ? "request" : "response");
		return fate.kind === "deliver" ? "deliver" : `${fate.kind} by fault ${fate.fault}`;
	});
}

describe("a fault of messages", () => {
	it("strikes the nth of its direction on its link, and no other", () => {
		const scenario = withFaults({ lose: "response", on: NEAR, nth: 2 });
		const messages = [
			["e1.1>", NEAR],
			["e1.1/1<", FAR],
			["e1.1<", NEAR],
			["e2.1>", NEAR],
			["e2.1<", NEAR],
			["e3.1<", NEAR],
		] as const;
		expect(fates(scenario, ...messages)).toEqual([
			"deliver",
			"deliver",
			"deliver",
			"deliver",
			"lose by fault 0",
			"deliver",
		]);
	});

	it("strikes every one where it says all", () => {
		const scenario = withFaults({ delay: "request", on: NEAR, nth: "all", by: 5 });
		const messages = [
			["e1.1>", NEAR],
			["e1.1<", NEAR],
			["e1.2>", NEAR],
			["e1.1/1>", FAR],
		] as const;
		expect(fates(scenario, ...messages)).toEqual(["delay by fault 0", "deliver", "delay by fault 0", "deliver"]);
	});

	it("strikes one message by its name, wherever it travels", () => {
		const scenario = withFaults({ lose: "e2.1/1>", nth: 1 });
		const messages = [
			["e1.1/1>", FAR],
			["e2.1>", NEAR],
			["e2.1/1>", FAR],
			["e2.1/1<", FAR],
		] as const;
		expect(fates(scenario, ...messages)).toEqual(["deliver", "deliver", "lose by fault 0", "deliver"]);
	});

	it("gives way to the one that stands before it", () => {
		const scenario = withFaults(
			{ delay: "response", on: NEAR, nth: 1, by: 5 },
			{ lose: "response", on: NEAR, nth: "all" },
			{ lose: "e1.1<", nth: 1 },
		);
		expect(fates(scenario, ["e1.1<", NEAR], ["e2.1<", NEAR])).toEqual(["delay by fault 0", "lose by fault 1"]);
	});

	it("counts what another fault has struck", () => {
		const scenario = withFaults({ lose: "e1.1<", nth: 1 }, { lose: "response", on: NEAR, nth: 2 });
		expect(fates(scenario, ["e1.1<", NEAR], ["e2.1<", NEAR])).toEqual(["lose by fault 0", "lose by fault 1"]);
	});

	it("says by how much it delays", () => {
		const faults = createMessageFaults(withFaults({ delay: "e1.1>", nth: 1, by: 77 }));
		expect(faults.fate("e1.1>", NEAR, "request")).toEqual({ kind: "delay", by: 77, fault: 0 });
	});

	it("is nobody's where there is none, or only crashes", () => {
		expect(fates(withFaults(), ["e1.1>", NEAR])).toEqual(["deliver"]);
		expect(fates(withFaults({ crash: "bank", at: 5, silent: false }), ["e1.1>", NEAR])).toEqual(["deliver"]);
	});

	it("counts each run anew", () => {
		const scenario = withFaults({ lose: "request", on: NEAR, nth: 1 });
		for (let run = 0; run < 2; run++) expect(fates(scenario, ["e1.1>", NEAR])).toEqual(["lose by fault 0"]);
	});
});

describe("the crashes of a scenario", () => {
	it("keep their place among all faults", () => {
		const scenario = withFaults(
			{ lose: "e1.1<", nth: 1 },
			{ crash: "bank", at: 5, "restart-at": 9, silent: true },
			{ crash: "ledger", at: 3, silent: false },
		);
		expect(plannedCrashes(scenario)).toEqual([
			{ fault: 1, node: "bank", atNs: 5, restartAtNs: 9, silent: true },
			{ fault: 2, node: "ledger", atNs: 3, silent: false },
		]);
	});
});
