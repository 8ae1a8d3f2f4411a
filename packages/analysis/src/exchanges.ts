import type { Scenario, Trace } from "@roundtrip/model";
import { linkName } from "@roundtrip/model";
import { effectCounts, effectsWanted, itemsSent, timesApplied } from "./effects.ts";
import type { AttemptReport, ExchangeReport } from "./exchange-report.ts";
import type { Mutable } from "./mutable.ts";
import { type CallLog, callsOf, type ExchangeLog, type Reading } from "./reading/call-log.ts";
import { readingOf } from "./reading/reading.ts";
import { draftsOf, isOwn } from "./round-trips/drafts.ts";
import { WAITED_REASONS } from "./round-trips/reason.ts";
import { isBehind } from "./round-trips/round-trips.ts";
import { isUnderWay } from "./under-way.ts";

/** The report of an exchange by its number; some numbers of a plan may never have begun. */
export function exchangeAt(reports: readonly ExchangeReport[], exchange: number): ExchangeReport | undefined {
	const atItsPlace = reports[exchange - 1];
	return atItsPlace?.exchange === exchange ? atItsPlace : reports.find((report) => report.exchange === exchange);
}

/** Every exchange of a run, by number. */
export function exchangesOf(trace: Trace): readonly ExchangeReport[] {
	return exchangesIn(readingOf(trace));
}

export function exchangesIn(reading: Reading): readonly ExchangeReport[] {
	const wantedBy = wantedIn(reading.trace.header.scenario);
	return reading.exchanges.map((exchange) => reportOf(exchange, wantedBy(exchange), reading));
}

type Wanted = ReadonlyMap<string, number>;

/** By the routes of a scenario, which are the same in all runs of an exploration; the nodes belong to them. */
const wantedByRoutes = new WeakMap<
	Scenario["routes"],
	{ readonly nodes: Scenario["nodes"]; known: Map<string, Wanted> }
>();

/** What exchanges ask for, each kind of them worked out once. */
function wantedIn(scenario: Scenario): (exchange: ExchangeLog) => Wanted {
	const { nodes, routes } = scenario;
	let found = wantedByRoutes.get(routes);
	if (found?.nodes !== nodes) {
		found = { nodes, known: new Map() };
		wantedByRoutes.set(routes, found);
	}
	const { known } = found;
	return (exchange) => {
		const items = itemsSent(exchange);
		const route = `${exchange.to} ${items} ${exchange.request}`;
		const wanted = known.get(route) ?? effectsWanted(scenario, exchange.to, exchange.request, items);
		known.set(route, wanted);
		return wanted;
	};
}

function reportOf(log: ExchangeLog, wanted: ReadonlyMap<string, number>, reading: Reading): ExchangeReport {
	const { exchange, client, to, request, settled } = log;
	const effects = effectCounts(log, wanted);
	const counts = countsOf(log, reading);
	const begunAt = reading.trace.at(log.begun);
	const report: Mutable<ExchangeReport> = {
		exchange,
		client,
		to,
		link: linkName(client, to),
		request,
		begunAt,
		begunSeq: log.begun,
		outcome: {
			belief: settled?.data.belief ?? "waiting",
			applied: timesApplied(effects),
			wantsEffect: effects.length > 0,
		},
		effects,
		commitSeqs: counts.commitSeqs,
		forgottenSeqs: counts.forgottenSeqs,
		roundTrips: counts.roundTrips,
		roundTripsWaited: counts.roundTripsWaited,
		roundTripSeqs: counts.roundTripSeqs,
		roundTripsBehind: counts.roundTripsBehind,
		roundTripsBehindWaited: counts.roundTripsBehindWaited,
		underWay: isUnderWay(log, reading),
		attempts: log.attempts.map((call) => attemptOf(call, reading.trace)),
	};
	if (settled) {
		report.settledAt = settled.at;
		report.settledSeq = settled.seq;
		report.why = settled.data.why;
		report.latencyNs = settled.at - begunAt;
		if (settled.data.status !== undefined) report.status = settled.data.status;
	}
	return report;
}

function attemptOf(log: CallLog, trace: Trace): AttemptReport {
	const { call, attempt, begun, waitedNs, connection, end, connects, resolves } = log;
	const report: Mutable<AttemptReport> = {
		attempt,
		call,
		begunAt: trace.at(begun),
		begunSeq: begun,
		waitedNs,
		result: end?.result ?? { how: "waiting" },
		resolves: resolves.length > 0,
		reused: connection !== undefined && connects.every((each) => each.connection !== connection),
	};
	if (connection !== undefined) report.connection = connection;
	if (log.redirect !== undefined) report.redirect = log.redirect;
	if (log.isRenewed) report.renewed = true;
	if (log.isHedged) report.hedged = true;
	const keys = connects.find((each) => each.connection === connection)?.keys;
	if (keys) report.keys = { tls: keys.tls, handshake: keys.handshake, roundTrips: keys.roundTrips };
	if (end !== undefined) {
		report.endedAt = trace.at(end.seq);
		report.endedSeq = end.seq;
	}
	return report;
}

type Counts = Pick<
	ExchangeReport,
	| "commitSeqs"
	| "forgottenSeqs"
	| "roundTrips"
	| "roundTripsWaited"
	| "roundTripSeqs"
	| "roundTripsBehind"
	| "roundTripsBehindWaited"
>;

function countsOf(log: ExchangeLog, reading: Reading): Counts {
	const counts: Mutable<Counts> = {
		commitSeqs: [],
		forgottenSeqs: [],
		roundTrips: 0,
		roundTripsWaited: 0,
		roundTripSeqs: [],
		roundTripsBehind: 0,
		roundTripsBehindWaited: 0,
	};
	const commitSeqs: number[] = [];
	const forgottenSeqs: number[] = [];
	const roundTripSeqs: number[] = [];
	for (const call of callsOf(log)) {
		for (const { seq } of call.commits) commitSeqs.push(seq);
		for (const seq of call.forgotten) forgottenSeqs.push(seq);
		for (const draft of draftsOf(call, reading)) {
			if (!isOwn(draft)) continue;
			const { reason, count, start } = draft;
			const waited = WAITED_REASONS.has(reason) ? count : 0;
			if (isBehind(call)) {
				counts.roundTripsBehind += count;
				counts.roundTripsBehindWaited += waited;
				continue;
			}
			counts.roundTrips += count;
			counts.roundTripsWaited += waited;
			if (roundTripSeqs.at(-1) !== start) roundTripSeqs.push(start);
		}
	}
	counts.commitSeqs = commitSeqs.sort((a, b) => a - b);
	counts.forgottenSeqs = forgottenSeqs;
	counts.roundTripSeqs = roundTripSeqs.sort((a, b) => a - b);
	return counts;
}
