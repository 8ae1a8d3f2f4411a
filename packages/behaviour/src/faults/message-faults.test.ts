import { type CutAt, type Fault, parseScenario, type Scenario } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { crashesAtPoints, createCrashAt, plannedCrashes } from "./crashes.ts";
import { createMessageFaults, cutBytes } from "./message-faults.ts";

const withFaults = (...faults: readonly Fault[]): Scenario => ({
	...{ roundtrip: 1, title: "T", seed: 1, types: {}, nodes: {}, links: {}, routes: {}, traffic: [], expect: [] },
	faults,
});

/** What the clients of the first exchanges ask for. */
const PLAN = [
	{ request: "GET /rate" },
	{ request: "POST /transfers" },
	{ request: "graphql query feed { title }" },
] as const;

const NEAR = "phone -> bank";
const FAR = "bank -> ledger";

/** Messages by name, in the order of sending; `>` goes with the link's direction, `<` against it. */
function fates(scenario: Scenario, ...messages: readonly (readonly [string, string])[]): readonly string[] {
	const faults = createMessageFaults(scenario, () => PLAN);
	return messages.map(([message, link]) => {
		const fate = faults.fate(message, link, message.endsWith(">") ? "request" : "response", 0);
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
		const faults = createMessageFaults(withFaults({ delay: "e1.1>", nth: 1, by: 77 }), () => []);
		expect(faults.fate("e1.1>", NEAR, "request", 0)).toEqual({ kind: "delay", by: 77, fault: 0 });
	});

	it("is nobody's where there is none, or only crashes", () => {
		expect(fates(withFaults(), ["e1.1>", NEAR])).toEqual(["deliver"]);
		expect(fates(withFaults({ crash: "bank", at: 5, silent: false }), ["e1.1>", NEAR])).toEqual(["deliver"]);
	});

	it("strikes those of a route, of an attempt, and counts only what it means", () => {
		const ofRoute = withFaults({ lose: "request", on: FAR, nth: 2, route: "POST /transfers" });
		expect(fates(ofRoute, ["e1.1/1>", FAR], ["e2.1/1>", FAR], ["e1.2/1>", FAR], ["e2.2/1>", FAR])).toEqual([
			...["deliver", "deliver", "deliver", "lose by fault 0"],
		]);
		const selecting = withFaults({ lose: "request", on: NEAR, nth: 1, route: "graphql query feed" });
		expect(fates(selecting, ["e1.1>", NEAR], ["e3.1>", NEAR])).toEqual(["deliver", "lose by fault 0"]);
		const ofAttempt = withFaults({ reset: "response", on: NEAR, nth: "all", attempt: 2 });
		expect(fates(ofAttempt, ["e1.1<", NEAR], ["e1.2<", NEAR], ["e2.2<", NEAR])).toEqual([
			...["deliver", "reset by fault 0", "reset by fault 0"],
		]);
	});

	it("strikes those that leave in its time, and counts no others", () => {
		const scenario = withFaults({ lose: "request", on: NEAR, nth: 2, from: 10, until: 20 });
		const faults = createMessageFaults(scenario, () => []);
		const times = [9, 10, 19, 20].map((atNs, nth) => faults.fate(`e${nth + 1}.1>`, NEAR, "request", atNs).kind);
		expect(times).toEqual(["deliver", "deliver", "lose", "deliver"]);
		const named = createMessageFaults(withFaults({ lose: "e1.1>", nth: 1, until: 10 }), () => []);
		expect([9, 10].map((atNs) => named.fate("e1.1>", NEAR, "request", atNs).kind)).toEqual(["lose", "deliver"]);
	});

	it("strikes a share by the messages' names, whatever is sent in between", () => {
		const scenario = withFaults({ lose: "request", on: NEAR, nth: "all", probability: 300_000 });
		const some = Array.from({ length: 200 }, (_, index) => [`e${index + 1}.1>`, NEAR] as const);
		const all = fates(scenario, ...some);
		const even = fates(scenario, ...some.filter((_, index) => index % 2 === 0));
		expect(even).toEqual(all.filter((_, index) => index % 2 === 0));
		expect(all.filter((fate) => fate !== "deliver").length).toBeGreaterThan(40);
		expect(all.filter((fate) => fate !== "deliver").length).toBeLessThan(80);
		expect(fates(withFaults({ lose: "e1.1>", nth: 1, probability: 0 }), ["e1.1>", NEAR])).toEqual(["deliver"]);
		expect(fates(withFaults({ lose: "e1.1>", nth: 1, probability: 1_000_000 }), ["e1.1>", NEAR])).toEqual([
			"lose by fault 0",
		]);
	});

	it("says how much of an answer comes before it is cut", () => {
		const cut = (at: CutAt, body: number) => cutBytes({ kind: "truncate", at }, 120, body);
		expect(cut("headers", 50)).toEqual({ head: 120, body: 0 });
		expect(cut("body", 50)).toEqual({ head: 120, body: 25 });
		expect(cut("headers", 0)).toEqual({ head: 60, body: 0 });
		expect(cut("body", 1)).toEqual({ head: 120, body: 0 });
		expect(cutBytes({ kind: "corrupt" }, 120, 50)).toEqual({ head: 120, body: 50 });
	});

	it.each([
		["rtt: 10ms", "spoil", "corrupt"],
		["rtt: 10ms, tls: 1.3", "corrupt", "corrupt"],
		["rtt: 10ms, over: http/2", "corrupt", "corrupt"],
	])(
		"tells a damaged request of HTTP/1.1 in the clear from what ends its connection: %s",
		(near, request, response) => {
			const parsed = parseScenario(`
roundtrip: 1
title: T
nodes: { phone: { is: client }, bank: { is: server } }
links: { phone -> bank: { ${near} } }
routes: { bank: { GET /: [ { reply: 200 } ] } }
traffic: [ { phone: GET / } ]
faults: [ { corrupt: e1.1> }, { corrupt: response, on: phone -> bank } ]
`);
			if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
			expect(fates(parsed.value, ["e1.1>", NEAR], ["e1.1<", NEAR])).toEqual([
				...[`${request} by fault 0`, `${response} by fault 1`],
			]);
		},
	);

	it("counts each run anew", () => {
		const scenario = withFaults({ lose: "request", on: NEAR, nth: 1 });
		for (let run = 0; run < 2; run++) expect(fates(scenario, ["e1.1>", NEAR])).toEqual(["lose by fault 0"]);
	});
});

describe("a crash at a point", () => {
	const scenario = withFaults(
		{ lose: "e1.1<", nth: 1 },
		{ crash: "bank", when: "replying", of: "e1.1", "restart-after": 5, silent: false },
		{ crash: "ledger", when: "committed", of: "e1.1/1", silent: true },
	);

	it("strikes its node there and nowhere else", () => {
		const crashAt = createCrashAt(scenario);
		const first = { fault: 1, node: "bank", when: "replying", of: "e1.1", restartAfterNs: 5, silent: false };
		expect(crashAt("bank", "replying", "e1.1")).toEqual(first);
		expect(crashAt("ledger", "committed", "e1.1/1")?.fault).toBe(2);
		expect(crashAt("bank", "received", "e1.1")).toBeUndefined();
		expect(crashAt("bank", "replying", "e1.2")).toBeUndefined();
		expect(crashAt("ledger", "replying", "e1.1")).toBeUndefined();
	});

	it("has no time", () => {
		expect(plannedCrashes(scenario)).toEqual([]);
		expect(crashesAtPoints(scenario)).toHaveLength(2);
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
