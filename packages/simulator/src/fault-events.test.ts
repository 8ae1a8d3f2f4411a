import { readdirSync, readFileSync } from "node:fs";
import {
	type EventKind,
	type Fault,
	faultKinds,
	parseScenario,
	type Scenario,
	type TraceEvent,
} from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { simulate } from "./index.ts";

const GALLERY = new URL("../../../scenarios/", import.meta.url);

/** For the kinds that no scenario of the gallery shows. */
const bankWith = (faults: string): Scenario =>
	read(`roundtrip: 1
title: Two transfers
nodes: { phone: { is: client, timeout: 1s, retry: { attempts: 2 } }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { rtt: 80ms, rate: 1Mbit/s }, bank -> ledger: { rtt: 2ms } }
routes: { bank: { POST /transfers: [ { query: ledger, effect: transfer }, { reply: 201, size: 2kB } ] } }
traffic: [ { phone: POST /transfers, times: 2, every: 50ms } ]
faults: [ ${faults} ]
`);

function read(text: string): Scenario {
	const result = parseScenario(text);
	if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("; "));
	return result.value;
}

const OF_THE_GALLERY = readdirSync(GALLERY)
	.filter((file) => file.endsWith(".yaml"))
	.map((file): [string, Scenario] => [file, read(readFileSync(new URL(file, GALLERY), "utf8"))])
	.filter(([, { faults }]) => faults.length > 0);

const OTHERS = [
	"{ delay: e1.1<, by: 2s }",
	"{ reorder: request, on: phone -> bank }",
	"reset: e1.1<",
	"truncate: e1.1<",
	"{ flap: phone -> bank, at: 100ms, until: 1s, down: 100ms, up: 200ms }",
	"{ throttle: phone -> bank, at: 50ms, until: 1s, rate: 100kbit/s }",
].map((fault): [string, Scenario] => [fault, bankWith(fault)]);

const BROKEN = [...OF_THE_GALLERY, ...OTHERS];

/** Without a crowd nobody runs out of memory; a key that is changed in time refuses nobody. */
const STRIKES_NOBODY = ["out-of-memory-admission.yaml", "token-renewal.yaml"];

/** What is wrong with what somebody shows is told by whoever refuses it, who doesn't know whose fault it is. */
const TOLD_BY_OTHERS: Readonly<Record<string, EventKind>> = {
	certificate: "refused",
	expire: "denied",
	replay: "denied",
	rotate: "denied",
};

const kindOf = (fault: Fault): string => faultKinds.find(({ name }) => name in fault)?.name ?? "";

function tells(event: TraceEvent, index: number, kind: string): boolean {
	if (event.kind === TOLD_BY_OTHERS[kind]) return true;
	return (
		("fault" in event.data && event.data.fault === index) || ("damaged" in event.data && event.data.damaged === index)
	);
}

describe("faults", () => {
	it.each(BROKEN.filter(([name]) => !STRIKES_NOBODY.includes(name)))("leave their events: %s", (_file, scenario) => {
		const result = simulate(scenario, { keepBytes: false, keepPackets: false });
		if (!result.ok) throw new Error(result.problem);
		const events = [...result.trace.events()];
		for (const [index, fault] of scenario.faults.entries()) {
			const told = events.filter((event) => tells(event, index, kindOf(fault)));
			expect(told.length, JSON.stringify(fault)).toBeGreaterThan(0);
		}
	});

	it("are shown of every kind that there is", () => {
		const shown = new Set(BROKEN.flatMap(([, { faults }]) => faults.map(kindOf)));
		expect(faultKinds.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
	});
});
