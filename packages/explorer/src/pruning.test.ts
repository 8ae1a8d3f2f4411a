import { exchangesOf, verdictsOf } from "@roundtrip/analysis";
import type { Fault, Scenario, Trace } from "@roundtrip/model";
import { type PreparedScenario, prepare } from "@roundtrip/simulator";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { playableScenario } from "../../model/src/testing/scenario-arbitrary.ts";
import { usualKinds } from "./explore.ts";
import { extensionsOf } from "./extensions.ts";
import type { Candidate, OpenRun } from "./faults/explorable-fault.ts";
import { explorableFaults } from "./faults/registry.ts";
import { outcomeCounts } from "./outcome-counts.ts";
import { createPlayer } from "./player.ts";
import { pointsOf } from "./points.ts";
import type { Pruning } from "./pruning.ts";
import { faultsOf, type Schedule } from "./schedule.ts";
import { bank, scenarioOf } from "./testing/scenarios.ts";

const KINDS = [...usualKinds(), "truncate", "corrupt"];
const SECOND = 1e9;
const SEARCH = { kinds: KINDS, faults: 2, restartAfterNs: SECOND };

const CONTENTIONS: readonly Scenario[] = [
	bank({ phone: "timeout: 300ms, retry: { attempts: 2, backoff: 50ms..50ms, jitter: none }" }),
	bank({ near: "rtt: 40ms, keep-alive: false", traffic: "phone: POST /transfers, times: 2, every: 20ms" }),
	bank({
		near: "rtt: 40ms, rate: 1Mbit/s",
		phone: "timeout: 200ms, retry: { attempts: 2 }, connections: 1",
		traffic: "phone: POST /transfers, times: 2",
	}),
	bank({
		near: "rtt: 40ms, over: http/2",
		phone: "timeout: 200ms, retry: { attempts: 2 }",
		traffic: "phone: POST /transfers, times: 2",
	}),
	bank({ near: "rtt: 40ms, tls: 1.3, dns: 10ms", phone: "timeout: 500ms, retry: { attempts: 2 }" }),
	scenarioOf(`roundtrip: 1
title: A shop that asks for the money
nodes: { app: { is: client, timeout: 400ms, retry: { attempts: 2 } }, shop: { is: server, timeout: 100ms }, billing: { is: server }, books: { is: database } }
links: { app -> shop: { rtt: 20ms }, shop -> billing: { rtt: 4ms }, billing -> books: { rtt: 1ms }, shop -> books: { rtt: 1ms } }
routes:
  shop: { POST /orders: [ { ask: billing, request: POST /charge }, { query: books, effect: order }, { reply: 201 } ] }
  billing: { POST /charge: [ { query: books, effect: charge }, { reply: 200 } ] }
traffic: [ { app: POST /orders } ]
expect: [ { effects: exactly-once }, { outcome: ok } ]
`),
];

/** What is judged of a run: beliefs beside truths, and verdicts. */
function judged(trace: Trace): string {
	const verdicts = verdictsOf(trace).map(({ verdict }) => verdict);
	return JSON.stringify([outcomeCounts(exchangesOf(trace)), verdicts]);
}

const prepared = new WeakMap<Scenario, PreparedScenario>();

function play(scenario: Scenario, faults: readonly Fault[]): Trace {
	const ready = prepared.get(scenario) ?? prepare(scenario);
	prepared.set(scenario, ready);
	const result = ready.play(faults);
	if (!result.ok) throw new Error(result.problem);
	return result.trace;
}

/** The fault that a candidate would have been, and the faults that it is said to be the same as. */
function claimOf(
	kind: string,
	{ point, pruned }: Extract<Candidate, { readonly pruned: Pruning }>,
	run: OpenRun,
): { readonly fault: Fault; readonly sameAs: readonly Fault[] } | undefined {
	if (pruned === "nothing-follows") {
		const moment = run.points.moments.find(({ node, done }) => `${node} after ${done}` === point);
		if (moment === undefined) return undefined;
		const fault = {
			crash: moment.node,
			at: moment.atNs + 1,
			"restart-at": moment.atNs + SECOND,
			silent: kind === "blackout",
		};
		return { fault, sameAs: [] };
	}
	if (pruned === "as-reset") {
		const fault: Fault = kind === "truncate" ? { truncate: point, at: "body", nth: 1 } : { corrupt: point, nth: 1 };
		return { fault, sameAs: [{ reset: point, nth: 1 }] };
	}
	if (kind !== "lose" && kind !== "delay") return undefined;
	const fault: Fault = kind === "lose" ? { lose: point, nth: 1 } : { delay: point, by: patience(run.scenario), nth: 1 };
	return { fault, sameAs: pruned === "late-as-lost" ? [{ lose: point, nth: 1 }] : [] };
}

const patience = ({ nodes }: Scenario): number =>
	Math.max(...Object.values(nodes).map((node) => (node.is === "client" ? node.timeout : 0)));

interface Claim {
	readonly reason: Pruning;
	readonly after: number;
	readonly fault: Fault;
	readonly sameAs: readonly Fault[];
}

/** What is pruned in a run, and what it is said to be the same as. */
function claimsOf(
	scenario: Scenario,
	faults: readonly Fault[],
	isLast: boolean,
	kinds: readonly string[] = KINDS,
): readonly Claim[] {
	const trace = play(scenario, faults);
	const { header } = trace;
	const points = pointsOf(trace);
	const run: OpenRun = { trace, scenario: header.scenario, points, kinds, isLast, restartAfterNs: SECOND };
	const tried = explorableFaults.filter(({ name }) => kinds.includes(name));
	return tried.flatMap(({ name, candidates }) =>
		candidates(run).flatMap((candidate) => {
			const claim = "pruned" in candidate ? claimOf(name, candidate, run) : undefined;
			return claim === undefined || !("pruned" in candidate)
				? []
				: [{ reason: candidate.pruned, after: candidate.after, ...claim }];
		}),
	);
}

/** Every claim of a run that isn't what it says; and how often each reason came up. */
function falseClaims(scenario: Scenario, schedule: Schedule, counts: Map<string, number>): readonly string[] {
	const faults = faultsOf(schedule);
	return claimsOf(scenario, faults, true).flatMap(({ reason, fault, sameAs }) => {
		counts.set(reason, (counts.get(reason) ?? 0) + 1);
		return difference(scenario, [...faults, fault], [...faults, ...sameAs]);
	});
}

/** What is judged otherwise of two runs, in a sentence. */
function difference(scenario: Scenario, one: readonly Fault[], other: readonly Fault[]): readonly string[] {
	const [is, said] = [judged(play(scenario, one)), judged(play(scenario, other))];
	return is === said ? [] : [`${JSON.stringify(one)}: ${is}; ${JSON.stringify(other)}: ${said}`];
}

/** Schedules of no fault and of one. */
function beginnings(scenario: Scenario): readonly Schedule[] {
	const { strikes } = extensionsOf(play(scenario, []), [], SEARCH);
	return [[], ...strikes.map((strike) => [strike])];
}

describe("what is pruned", () => {
	it("would have come out as the reason says, in every run of none and of one fault", () => {
		const counts = new Map<string, number>();
		for (const scenario of CONTENTIONS) {
			for (const schedule of beginnings(scenario)) expect(falseClaims(scenario, schedule, counts)).toEqual([]);
		}
		for (const reason of ["not-arriving", "late-as-lost", "as-reset", "struck-already", "nothing-follows"]) {
			expect(counts.get(reason) ?? 0, reason).toBeGreaterThan(3);
		}
	});

	it("would have so where a link is cut: what is under way comes late", () => {
		const cut: Scenario = {
			...bank({ phone: "timeout: 300ms, retry: { attempts: 2, backoff: 50ms..50ms, jitter: none }" }),
			faults: [{ partition: "bank -> ledger", at: 150_500_000, until: 1_150_500_000, way: "both" }],
		};
		const counts = new Map<string, number>();
		const sample = beginnings(cut).filter((_, nth) => nth % 6 === 0);
		for (const schedule of sample) expect(falseClaims(cut, schedule, counts)).toEqual([]);
		expect(Math.max(...counts.values())).toBeGreaterThan(3);
	});

	it("would have so, whatever strikes later", () => {
		const counts = new Map<string, number>();
		const scenario = bank({ phone: "timeout: 300ms, retry: { attempts: 2, backoff: 50ms..50ms, jitter: none }" });
		for (const kinds of [KINDS, ["lose", "delay", "blackout"]]) {
			for (const schedule of beginnings(scenario)) {
				const faults = faultsOf(schedule);
				for (const { reason, fault, sameAs, after } of claimsOf(scenario, faults, false, kinds)) {
					const trace = play(scenario, [...faults, ...sameAs]);
					for (const later of extensionsOf(trace, [], { ...SEARCH, kinds }).strikes) {
						if (later.after <= after) continue;
						counts.set(reason, (counts.get(reason) ?? 0) + 1);
						const more = [...faults, later.fault];
						expect(difference(scenario, [...more, fault], [...more, ...sameAs])).toEqual([]);
					}
				}
			}
		}
		for (const reason of ["not-arriving", "late-as-lost", "struck-already"]) {
			expect(counts.get(reason) ?? 0, reason).toBeGreaterThan(20);
		}
	});

	it("would have so in scenarios of any shape", () => {
		fc.assert(
			fc.property(playableScenario, fc.nat(), (drawn, nth) => {
				const scenario = { ...drawn, faults: [] };
				if (play(scenario, []).length > 150) return;
				const all = beginnings(scenario);
				expect(falseClaims(scenario, all[nth % all.length] ?? [], new Map())).toEqual([]);
			}),
			{ seed: 611, numRuns: 40 },
		);
	});

	it("leaves no outcome out: every pair of lost and late messages ends as a schedule that is tried", () => {
		for (const scenario of CONTENTIONS.slice(0, 3)) {
			const player = createPlayer({
				scenario,
				seed: scenario.seed,
				kinds: ["lose", "delay"],
				faults: 2,
				restartAfterNs: SECOND,
			});
			const questions = { extensions: true, glances: false };
			const unharmed = player.play([], questions);
			const ones = unharmed.extensions?.strikes ?? [];
			const tried = new Set([judgedPlay(unharmed)]);
			const strikes = new Map<string, Fault>();
			for (const one of ones) {
				const first = player.play([one], questions);
				tried.add(judgedPlay(first));
				strikes.set(`${one.kind} ${one.point}`, one.fault);
				for (const two of first.extensions?.strikes ?? []) {
					tried.add(judgedPlay(player.play([one, two])));
					strikes.set(`${two.kind} ${two.point}`, two.fault);
				}
			}
			const everything = [...strikes.values()];
			for (const one of everything) {
				for (const two of everything) {
					const result = player.play([one, two].map((fault) => ({ kind: "", point: "", place: "", after: 0, fault })));
					expect(tried, JSON.stringify([one, two])).toContain(judgedPlay(result));
				}
			}
		}
	});
});

function judgedPlay({ broken, undecided, outcomes }: ReturnType<ReturnType<typeof createPlayer>["play"]>): string {
	return JSON.stringify([broken, undecided, outcomes]);
}
