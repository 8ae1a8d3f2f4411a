import type { Trace } from "@roundtrip/model";
import { linkName } from "@roundtrip/model";
import { effectCounts, effectsWanted, timesApplied } from "./effects.ts";
import type { AttemptReport, ExchangeReport } from "./exchange-report.ts";
import type { Mutable } from "./mutable.ts";
import { type CallLog, callsOf, type ExchangeLog, type Reading } from "./reading/call-log.ts";
import { readingOf } from "./reading/reading.ts";
import { isUnderWay } from "./under-way.ts";

/** Every exchange of a run, by number. */
export function exchangesOf(trace: Trace): readonly ExchangeReport[] {
	return exchangesIn(readingOf(trace));
}

export function exchangesIn(reading: Reading): readonly ExchangeReport[] {
	const { scenario } = reading.trace.header;
	const wantedBy = new Map<string, ReadonlyMap<string, number>>();
	return reading.exchanges.map((exchange) => {
		const route = `${exchange.to} ${exchange.request}`;
		const wanted = wantedBy.get(route) ?? effectsWanted(scenario, exchange.to, exchange.request);
		wantedBy.set(route, wanted);
		return reportOf(exchange, wanted, reading);
	});
}

function reportOf(log: ExchangeLog, wanted: ReadonlyMap<string, number>, reading: Reading): ExchangeReport {
	const { exchange, client, to, request, settled } = log;
	const effects = effectCounts(log, wanted);
	const begunAt = reading.trace.at(log.begun);
	const { commitSeqs, roundTripSeqs, roundTripsBehind } = countsOf(log);
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
		commitSeqs,
		underWay: isUnderWay(log, reading),
		attempts: log.attempts.map((call) => attemptOf(call, reading.trace)),
		roundTrips: roundTripSeqs.length,
		roundTripSeqs,
		roundTripsBehind,
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
	const { call, attempt, begun, waitedNs, connection, end, connects } = log;
	const report: Mutable<AttemptReport> = {
		attempt,
		call,
		begunAt: trace.at(begun),
		begunSeq: begun,
		waitedNs,
		result: end?.result ?? { how: "waiting" },
		reused: connection !== undefined && connects.every((each) => each.connection !== connection),
	};
	if (connection !== undefined) report.connection = connection;
	if (end !== undefined) {
		report.endedAt = trace.at(end.seq);
		report.endedSeq = end.seq;
	}
	return report;
}

type Counts = Pick<ExchangeReport, "commitSeqs" | "roundTripSeqs" | "roundTripsBehind">;

function countsOf(log: ExchangeLog): Counts {
	const roundTripSeqs: number[] = [];
	const commitSeqs: number[] = [];
	let roundTripsBehind = 0;
	for (const call of callsOf(log)) {
		commitSeqs.push(...call.commits.map(({ seq }) => seq));
		if (call.parent) {
			roundTripsBehind += call.connects.length + (call.request ? 1 : 0);
			continue;
		}
		for (const { started } of call.connects) roundTripSeqs.push(started);
		if (call.request) roundTripSeqs.push(call.request.sentSeq);
	}
	commitSeqs.sort((a, b) => a - b);
	return { commitSeqs, roundTripSeqs, roundTripsBehind };
}
