import type {
	AttemptReport,
	CallLatency,
	ExchangeLatency,
	ExchangeReport,
	MessageFlight,
	RoundTrip,
} from "@roundtrip/analysis";
import { type CallId, callParts, type MessageId, type Nanoseconds } from "@roundtrip/model";
import type { Run } from "../../lab/run.ts";
import type { OpenStream } from "../../lab/streams.ts";
import { groupBy } from "../group-by.ts";
import { answeredStretches, failedStretches, type Stretch, streamStretches } from "./stretch.ts";

/** One row of the waterfall: an exchange, one of its attempts, or a call that was made to answer it. */
export interface WaterfallRow {
	readonly key: string;
	readonly depth: number;
	readonly exchange: number;
	/** Of an attempt, or of a call behind it. */
	readonly call?: CallId;
	/** The request of the call, where it was sent. */
	readonly message?: MessageId;
	readonly name: string;
	readonly detail: string;
	readonly startAt: Nanoseconds;
	readonly endAt: Nanoseconds;
	readonly stretches: readonly Stretch[];
	/** Where a message of it was lost. */
	readonly lossesAt: readonly Nanoseconds[];
	/** When items of its stream arrived. */
	readonly itemsAt: readonly Nanoseconds[];
	readonly canOpen: boolean;
}

/** Looks up the rows of a run; each is made when it is asked for. */
export interface WaterfallBook {
	rowOf(exchange: ExchangeReport): WaterfallRow;
	/** The rows below a row, once it is open. */
	below(row: WaterfallRow): readonly WaterfallRow[];
}

export function createWaterfallBook(run: Run): WaterfallBook {
	const latencies = new Map(run.latencies.map((latency) => [latency.exchange, latency]));
	const flights = groupBy(run.messages, ({ call }) => call);
	const trips = groupBy(run.roundTrips, ({ call }) => call);
	const calls = groupBy(trips.keys(), (call) => callParts(call).parent);
	const exchanges = new Map(run.exchanges.map((report) => [report.exchange, report]));
	const hasManyClients = new Set(run.exchanges.map(({ client }) => client)).size > 1;
	const streams = new Map(run.streams.map((stream) => [stream.call, stream]));
	const known: Known = { run, latencies, flights, trips, calls, hasManyClients, streams };
	return {
		rowOf: (report) => exchangeRow(report, known),
		below: (row) => {
			const report = exchanges.get(row.exchange);
			if (!report) return [];
			if (row.call === undefined) return report.attempts.map((attempt) => attemptRow(report, attempt, known));
			return (calls.get(row.call) ?? []).map((call) => callRow(call, row, known));
		},
	};
}

interface Known {
	readonly run: Run;
	readonly latencies: ReadonlyMap<number, ExchangeLatency>;
	readonly flights: ReadonlyMap<CallId, readonly MessageFlight[]>;
	readonly trips: ReadonlyMap<CallId, readonly RoundTrip[]>;
	readonly calls: ReadonlyMap<CallId | undefined, readonly CallId[]>;
	readonly hasManyClients: boolean;
	readonly streams: ReadonlyMap<CallId, OpenStream>;
}

function exchangeRow(report: ExchangeReport, known: Known): WaterfallRow {
	const { exchange, client, request, begunAt, settledAt, attempts } = report;
	const stretches: Stretch[] = [];
	for (const attempt of attempts) {
		const before = stretches.at(-1)?.endAt ?? begunAt;
		if (attempt.begunAt > before) stretches.push({ part: "backoff", startAt: before, endAt: attempt.begunAt });
		stretches.push(...attemptStretches(report, attempt, known));
	}
	return {
		key: `${exchange}`,
		depth: 0,
		exchange,
		name: request,
		// Where only one asks, its name says nothing.
		detail: known.hasManyClients ? client : "",
		startAt: begunAt,
		endAt: settledAt ?? known.run.durationNs,
		stretches,
		lossesAt: attempts.flatMap(({ call }) => lossesOf(call, known)),
		itemsAt: attempts.flatMap(({ call }) => itemsOf(call, known)),
		canOpen: attempts.length > 1 || (known.calls.get(attempts[0]?.call) ?? []).length > 0,
	};
}

function attemptRow(report: ExchangeReport, attempt: AttemptReport, known: Known): WaterfallRow {
	const { call, begunAt, endedAt } = attempt;
	return {
		key: call,
		depth: 1,
		exchange: report.exchange,
		call,
		...sentAs(piecesOf(call, known).request),
		name: `attempt ${attempt.attempt}`,
		detail: attempt.reused ? "reuses its connection" : "",
		startAt: begunAt,
		endAt: known.streams.get(call)?.toAt ?? endedAt ?? known.run.durationNs,
		stretches: attemptStretches(report, attempt, known),
		lossesAt: lossesOf(call, known),
		itemsAt: itemsOf(call, known),
		canOpen: (known.calls.get(call) ?? []).length > 0,
	};
}

function attemptStretches(report: ExchangeReport, attempt: AttemptReport, known: Known): readonly Stretch[] {
	const { call, begunAt, endedAt, result } = attempt;
	const stream = known.streams.get(call);
	if (stream) return streamStretches({ startAt: begunAt, endAt: stream.toAt, ...piecesOf(call, known) });
	const latency = known.latencies.get(report.exchange);
	// The analysis splits the answered attempt, which is the last; one that was answered and retried counts as lost.
	if (result.how === "answered" && latency && attempt === report.attempts.at(-1)) {
		return answeredStretches(latency.segments.filter((segment) => segment.startAt >= begunAt));
	}
	return failedStretches({ startAt: begunAt, endAt: endedAt ?? known.run.durationNs, ...piecesOf(call, known) });
}

function callRow(call: CallId, above: WaterfallRow, known: Known): WaterfallRow {
	const pieces = piecesOf(call, known);
	const { connects, request, response } = pieces;
	const startAt = Math.min(request?.sentAt ?? above.endAt, connects[0]?.startAt ?? above.endAt);
	const endAt = response?.deliveredAt ?? above.endAt;
	const latency = response?.deliveredAt === undefined ? undefined : latencyOf(call, known);
	return {
		key: call,
		depth: above.depth + 1,
		exchange: above.exchange,
		call,
		...sentAs(request),
		name: request?.to ?? connects[0]?.link.split(" -> ")[1] ?? "",
		detail: request?.summary ?? "",
		startAt,
		endAt: Math.max(startAt, endAt),
		stretches: latency ? answeredStretches(latency.segments) : failedStretches({ startAt, endAt, ...pieces }),
		lossesAt: lossesOf(call, known),
		itemsAt: itemsOf(call, known),
		canOpen: (known.calls.get(call) ?? []).length > 0,
	};
}

/** The split of a call behind an answered attempt; calls of other attempts have none. */
function latencyOf(call: CallId, known: Known): CallLatency | undefined {
	const find = (behind: readonly CallLatency[]): CallLatency | undefined => {
		for (const each of behind) {
			const found = each.call === call ? each : find(each.downstream);
			if (found) return found;
		}
		return undefined;
	};
	return find(known.latencies.get(callParts(call).exchange)?.downstream ?? []);
}

function sentAs(request: MessageFlight | undefined): { readonly message?: MessageId } {
	return request ? { message: request.message } : {};
}

function piecesOf(
	call: CallId,
	known: Known,
): {
	readonly connects: readonly RoundTrip[];
	readonly request: MessageFlight | undefined;
	readonly response: MessageFlight | undefined;
} {
	const flights = known.flights.get(call) ?? [];
	return {
		connects: (known.trips.get(call) ?? []).filter(({ reason }) => reason === "connect"),
		request: flights.find(({ direction }) => direction === "request"),
		response: flights.find(({ direction }) => direction === "response"),
	};
}

function lossesOf(call: CallId, known: Known): readonly Nanoseconds[] {
	return (known.flights.get(call) ?? []).flatMap(({ lost }) => (lost ? [lost.at] : []));
}

function itemsOf(call: CallId, known: Known): readonly Nanoseconds[] {
	const items = known.streams.get(call)?.items ?? [];
	return items.flatMap(({ item, deliveredAt }) => (item === "end" || deliveredAt === undefined ? [] : [deliveredAt]));
}
