import { createMessageFaults, EMPTY_BODY, planTraffic } from "@roundtrip/behaviour";
import { callParts, linkName, PLAIN_LINK, type Scenario, type Trace, type TraceEvent } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { playableScenario } from "../../model/src/testing/scenario-arbitrary.ts";
import { TRACE_LAWS } from "../../model/src/testing/trace-laws.ts";
import { played, story } from "./testing/play.ts";

/** What is played once and looked at by every law. */
const RUNS = fc
	.sample(playableScenario, { seed: 211, numRuns: 1_200 })
	.flatMap((scenario, nth) => (nth % 8 === 0 ? [scenario, changing(scenario, nth)] : scenario))
	.map((scenario) => ({ scenario, trace: played(scenario) }));

/** With nothing going wrong but that messages change on their way, where somebody notices that. */
function changing(scenario: Scenario, nth: number): Scenario {
	const links = Object.keys(scenario.links).filter((name) => scenario.links[name]?.over !== "http/3");
	const corrupt = nth % 16 === 0 ? "request" : "response";
	const count = nth % 3 === 0 ? "all" : 1;
	return { ...scenario, faults: links.map((on) => ({ corrupt, on, nth: count })) };
}

/** The first runs that break a law, with what breaks it: enough to play them again. */
function breaches(broken: (trace: Trace) => readonly string[]): readonly object[] {
	return RUNS.flatMap(({ scenario, trace }) => {
		const complaints = broken(trace);
		return complaints.length === 0 ? [] : [{ complaints, scenario: JSON.stringify(scenario) }];
	}).slice(0, 1);
}

describe("in every simulated run", () => {
	it.each(TRACE_LAWS)("$name", ({ broken }) => {
		expect(breaches(broken)).toEqual([]);
	});

	it("every message has arrived or is lost when the run is over", () => {
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

	it("every exchange that begins is settled when the run is over", () => {
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

	it("a knock is answered by a node that is up, refused by one whose machine is up, and by nobody else", () => {
		expect(breaches(wrongAnswersToKnocks)).toEqual([]);
	});

	it("every fault that strikes leaves its event, and no other does", () => {
		expect(breaches(unexplainedFates)).toEqual([]);
		expect(breaches(unexplainedDeaths)).toEqual([]);
		expect(breaches(wrongDeathsAtPoints)).toEqual([]);
	});

	it("there is enough going on for the laws to mean something", () => {
		const kinds = new Map<string, number>();
		for (const { trace } of RUNS) for (const { kind } of trace.events()) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
		// One drawn fault in many is a copy, and needs a message to strike.
		const rare = [...kinds].filter(([kind, count]) => count < (kind === "copied" ? 5 : 20)).map(([kind]) => kind);
		expect(kinds.size).toBe(25);
		expect(rare).toEqual([]);
		const sentOn = RUNS.flatMap(({ trace }) => [...trace.events()]).filter(
			(event) => event.kind === "retried" && event.data.redirect !== undefined,
		);
		expect(sentOn.length).toBeGreaterThan(100);
		const struckBy = (kind: string): number =>
			RUNS.flatMap(({ trace }) =>
				[...trace.events()].filter(
					(event) => "fault" in event.data && kind in (trace.header.scenario.faults[event.data.fault ?? -1] ?? {}),
				),
			).length;
		for (const kind of ["lose", "delay", "reset", "when"]) expect(struckBy(kind), kind).toBeGreaterThan(10);
		const copies = RUNS.flatMap(({ trace }) => story(trace, /delivered e\d+\.\d+\/d/));
		expect(copies.length).toBeGreaterThan(5);
		// Answers are rare where so much goes wrong.
		expect(struckBy("truncate")).toBeGreaterThan(0);
		const damaged = RUNS.flatMap(({ trace }) => [...trace.events()]).filter(
			(event) => event.kind === "delivered" && event.data.damaged !== undefined,
		);
		expect(damaged.length).toBeGreaterThan(5);
		expect(struckBy("corrupt")).toBeGreaterThan(5);
		const reasons = RUNS.flatMap(({ trace }) => story(trace, / (lost|settled|queued|closed) /));
		for (const reason of [
			"fault at",
			"node-down at 1",
			"closed at 1",
			"closed at 0",
			"not-sent",
			"reset",
			"for a worker",
			"for a connection",
			"gave-up",
		]) {
			expect(reasons.filter((line) => line.includes(reason)).length, reason).toBeGreaterThan(5);
		}
	});
});

/** Looks at what each asked node was half a round-trip before the answer came. */
function wrongAnswersToKnocks(trace: Trace): readonly string[] {
	const { links, faults } = trace.header.scenario;
	return [...trace.events()].flatMap((event) => {
		if (event.kind !== "connected" && event.kind !== "refused") return [];
		const link = links[linkName(event.node, event.data.to)];
		// Elsewhere a knock and its answer may be held up on their ways.
		if (link === undefined || link.over === "http/3") return [];
		const { rtt, rate, jitter, loss } = link;
		if (rate !== undefined || jitter !== undefined || loss !== undefined) return [];
		const knockedNs = event.at - (rtt - Math.floor(rtt / 2));
		// When it died at a point of its work stands in the trace, and not in the scenario.
		if (faults.some((fault) => "when" in fault && fault.crash === event.data.to)) return [];
		const death = faults.find(
			(fault) =>
				"crash" in fault &&
				"at" in fault &&
				fault.crash === event.data.to &&
				fault.at < knockedNs &&
				knockedNs < (fault["restart-at"] ?? Number.POSITIVE_INFINITY),
		);
		const isRight =
			death === undefined ? event.kind === "connected" : event.kind === "refused" && "silent" in death && !death.silent;
		const isOnTheBrink = faults.some(
			(fault) => "crash" in fault && "at" in fault && [fault.at, fault["restart-at"]].includes(knockedNs),
		);
		return isRight || isOnTheBrink ? [] : [`${event.connection} ${event.kind}`];
	});
}

/** Asks the fate of every message again, in the order of sending, and looks for it in the trace. */
function unexplainedFates(trace: Trace): readonly string[] {
	const faults = createMessageFaults(trace.header.scenario, () =>
		planTraffic(trace.header.scenario, trace.header.scenario.seed),
	);
	const due = new Map<string, string>();
	const complaints: string[] = [];
	const [inVain, held] = [new Set<string>(), new Set<string>()];
	for (const event of trace.events()) {
		if (event.kind === "lost" && event.data.where === 0 && event.data.why !== "fault") inVain.add(event.message);
		// It was to leave later, and never did.
		if (event.kind === "delayed") held.add(event.message);
	}
	for (const event of trace.events()) {
		if (event.kind === "sent" && (!inVain.has(event.message) || held.has(event.message))) {
			const direction = callParts(event.message).direction ?? "request";
			const link = direction === "request" ? linkName(event.node, event.data.to) : linkName(event.data.to, event.node);
			const fate = faults.fate(event.message, link, direction, event.at);
			// A request that comes twice comes as it would; its copies are messages by themselves.
			if (fate.kind !== "deliver" && fate.kind !== "duplicate") due.set(event.message, `${fate.kind} ${fate.fault}`);
		}
		const struck =
			event.kind === "delayed"
				? `${"reorder" in (trace.header.scenario.faults[event.data.fault] ?? {}) ? "hold" : "delay"} ${event.data.fault}`
				: event.kind === "lost" && event.data.why === "fault"
					? `${endingKind(trace, event.data.fault)} ${event.data.fault}`
					: event.kind === "delivered" && event.data.damaged !== undefined
						? `spoil ${event.data.damaged}`
						: undefined;
		// Whoever was to end the connection with it may have been dead by then.
		if (
			event.kind === "lost" &&
			event.data.why !== "fault" &&
			/reset|truncate|corrupt|spoil/.test(due.get(event.message) ?? "")
		) {
			due.delete(event.message);
		}
		if (struck === undefined || !("message" in event)) continue;
		if (due.get(event.message) !== struck) complaints.push(`${event.message}: ${struck}`);
		due.delete(event.message);
	}
	return [...complaints, ...[...due].map(([message, fate]) => `${message}: ${fate} left nothing`)];
}

function endingKind({ header }: Trace, fault = -1): string {
	return ["lose", "reset", "truncate", "corrupt"].find((kind) => kind in (header.scenario.faults[fault] ?? {})) ?? "";
}

/** Every crash and restart of the scenario, at its time. */
function unexplainedDeaths(trace: Trace): readonly string[] {
	const { faults } = trace.header.scenario;
	const due = faults.flatMap((fault, index) => {
		if (!("crash" in fault && "at" in fault)) return [];
		const back = fault["restart-at"] === undefined ? [] : [`${index} ${fault.crash} restarted ${fault["restart-at"]}`];
		return [`${index} ${fault.crash} crashed ${fault.at}`, ...back];
	});
	const told = [...trace.events()].flatMap((event) =>
		(event.kind === "crashed" || event.kind === "restarted") && "at" in (faults[event.data.fault] ?? {})
			? [`${event.data.fault} ${event.node} ${event.kind} ${event.at}`]
			: [],
	);
	return due.sort().join() === told.sort().join() ? [] : [`due ${due.join(", ")}; told ${told.join(", ")}`];
}

/** A death at a point follows at once what it says, and the return after so long; neither comes twice. */
function wrongDeathsAtPoints(trace: Trace): readonly string[] {
	const { faults } = trace.header.scenario;
	const events = [...trace.events()];
	const seen = new Set<string>();
	return events.flatMap((event) => {
		if (event.kind !== "crashed" && event.kind !== "restarted") return [];
		const fault = faults[event.data.fault];
		if (fault === undefined || !("when" in fault)) return [];
		const name = `${event.kind} by ${event.data.fault}`;
		if (seen.has(name) || event.node !== fault.crash) return [`${name} twice, or elsewhere`];
		seen.add(name);
		if (event.kind === "restarted") {
			const death = events.find((each) => each.kind === "crashed" && each.data.fault === event.data.fault);
			return event.at - (death?.at ?? 0) === fault["restart-after"] ? [] : [`${name} at the wrong time`];
		}
		const before = events[event.causes[0] ?? -1];
		// Plain work leaves no event: a reply after it follows what came before it.
		const isThere =
			before !== undefined &&
			(before.at === event.at || fault.when === "replying") &&
			before.node === event.node &&
			(fault.when !== "received" || (before.kind === "delivered" && before.message === `${fault.of}>`));
		return isThere ? [] : [`${name} after ${before?.kind}`];
	});
}

/** What is told as long as something else happens. */
function isAside(kind: TraceEvent["kind"]): boolean {
	return kind === "packet" || kind === "impaired" || kind === "mended";
}

describe("a run depends on its scenario and its seed alone", () => {
	it("the same both times, byte for byte", () => {
		for (const { scenario, trace } of RUNS.slice(0, 60)) {
			expect([...played(scenario).events()]).toEqual([...trace.events()]);
		}
	});

	it("a stranger who comes later changes nothing for those who are there", () => {
		for (const { scenario, trace } of RUNS.slice(0, 60)) {
			const locals = new Set(Object.keys(scenario.nodes));
			const withStranger = played(strangerComesTo(scenario));
			// Packets that nobody waits for any more, and what becomes of links then, are told only where something follows.
			const untilNs = Math.max(-1, ...[...trace.events()].flatMap(({ kind, at }) => (isAside(kind) ? [] : [at])));
			const isTold = ({ kind, at }: TraceEvent): boolean => !isAside(kind) || at <= untilNs;
			const ofLocals = [...withStranger.events()].filter((event) => locals.has(event.node) && isTold(event));
			const bare = ({ seq: _seq, causes: _causes, ...event }: (typeof ofLocals)[number]): object => event;
			expect(ofLocals.map(bare)).toEqual([...trace.events()].filter(isTold).map(bare));
			expect(withStranger.length).toBeGreaterThan(trace.length);
		}
	});
});

/** A client and a server more, with an exchange an hour later, all first in the file. */
function strangerComesTo(scenario: Scenario): Scenario {
	const retry = { attempts: 1, backoff: { baseNs: 0, capNs: 0 }, jitter: "none" } as const;
	const everyday = { timeout: 1e9, connections: 1 };
	return {
		...scenario,
		nodes: {
			Stranger: { is: "client", retry, ...everyday },
			Inn: { is: "server", workers: 1, queue: 1, ...everyday },
			...scenario.nodes,
		},
		links: { "Stranger -> Inn": { rtt: 1e6, ...PLAIN_LINK }, ...scenario.links },
		routes: { Inn: { "GET /": [{ reply: 200, size: EMPTY_BODY.size }] }, ...scenario.routes },
		traffic: [
			{ from: "Stranger", request: "GET /", at: 3_600e9, times: 3, "one-by-one": false, arrivals: "random" },
			...scenario.traffic,
		],
	};
}
