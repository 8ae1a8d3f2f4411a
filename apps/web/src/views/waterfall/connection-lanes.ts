import type { ExchangeReport, MessageFlight } from "@roundtrip/analysis";
import type { Nanoseconds } from "@roundtrip/model";
import type { Run } from "../../lab/run.ts";
import { type Connection, connectionsOf } from "../connections/connection-book.ts";
import { connectionName, spokenWords } from "../connections/connection-words.ts";
import { groupBy } from "../group-by.ts";
import { lanesOf } from "../time/lanes.ts";
import type { Stretch } from "./stretch.ts";
import { createWaterfallBook, type WaterfallBook } from "./waterfall-rows.ts";

/** What one request did in a lane: it held a connection, or waited for one. */
export interface LaneBar {
	readonly key: string;
	readonly exchange: number;
	readonly name: string;
	readonly startAt: Nanoseconds;
	readonly endAt: Nanoseconds;
	readonly stretches: readonly Stretch[];
	readonly lossesAt: readonly Nanoseconds[];
	/** From 0: bars of one time lie one below the other. */
	readonly row: number;
}

/** A connection with what it carried when; or what waited for a connection of a link. */
export interface Lane {
	readonly key: string;
	readonly kind: "connection" | "waiting";
	readonly name: string;
	readonly detail: string;
	/** Of a connection: the finding of the address, its opening, and the agreeing on keys. */
	readonly setUp: readonly Stretch[];
	/** Of a connection: from its begin to its end. */
	readonly openFrom: Nanoseconds;
	readonly openTo: Nanoseconds;
	readonly bars: readonly LaneBar[];
	/** How many bars lie one below the other. */
	readonly rows: number;
}

/** The lanes of a run: link by link, first what waits, then its connections in the order of their opening. */
export function connectionLanes(run: Run): readonly Lane[] {
	const book = createWaterfallBook(run);
	const reports = new Map(run.exchanges.map((report) => [report.exchange, report]));
	const waiting = groupBy(run.exchanges, ({ link }) => link);
	return [...groupBy(connectionsOf(run), ({ link }) => link)].flatMap(([link, connections]) => [
		...waitingLane(link, waiting.get(link) ?? [], book),
		...connections.map((connection) => connectionLane(connection, connections.length === 1, { run, book, reports })),
	]);
}

interface Known {
	readonly run: Run;
	readonly book: WaterfallBook;
	readonly reports: ReadonlyMap<number, ExchangeReport>;
}

function waitingLane(link: string, reports: readonly ExchangeReport[], book: WaterfallBook): readonly Lane[] {
	const bars = reports.flatMap((report) => {
		const row = book.rowOf(report);
		return row.stretches.flatMap((stretch) =>
			stretch.part === "connection"
				? [
						{
							key: `${row.key} ${stretch.startAt}`,
							exchange: report.exchange,
							name: row.name,
							...stretch,
							stretches: [stretch],
							lossesAt: [],
						},
					]
				: [],
		);
	});
	if (bars.length === 0) return [];
	const name = link.replace(" -> ", " → ");
	const ends = { openFrom: 0, openTo: 0 };
	return [
		{
			key: `waiting ${link}`,
			kind: "waiting",
			name,
			detail: "wait for a connection",
			setUp: [],
			...ends,
			...stacked(bars),
		},
	];
}

function connectionLane(connection: Connection, isOne: boolean, known: Known): Lane {
	const heads = connection.messages.filter(({ item }) => item === undefined);
	const requests = heads.filter(({ direction }) => direction === "request");
	const answers = new Map(
		heads.flatMap((flight) => (flight.direction === "response" ? [[flight.call, flight] as const] : [])),
	);
	const bars = requests.map((request) => barOf(request, answers.get(request.call), known));
	const lastNs = Math.max(connection.connecting.endAt ?? 0, ...bars.map(({ endAt }) => endAt));
	return {
		...{ key: connection.name, kind: "connection", name: connectionName(connection, isOne) },
		detail: spokenWords(connection),
		setUp: setUpStretches(connection),
		openFrom: connection.resolving?.startAt ?? connection.connecting.startAt,
		openTo: connection.closed?.at ?? (connection.refused ? lastNs : known.run.durationNs),
		...stacked(bars),
	};
}

function setUpStretches({ resolving, connecting, keys }: Connection): readonly Stretch[] {
	const stretches: Stretch[] = [];
	if (resolving?.endAt !== undefined)
		stretches.push({ part: "dns", startAt: resolving.startAt, endAt: resolving.endAt });
	if (connecting.endAt === undefined) return stretches;
	stretches.push({ part: "connect", startAt: connecting.startAt, endAt: connecting.endAt });
	if (keys && keys.at > connecting.endAt) stretches.push({ part: "tls", startAt: connecting.endAt, endAt: keys.at });
	return stretches;
}

type Unplaced = Omit<LaneBar, "row">;

function barOf(request: MessageFlight, answer: MessageFlight | undefined, { run, book, reports }: Known): Unplaced {
	const { exchange, call, sentAt: startAt, message } = request;
	const report = reports.get(exchange);
	const attempt = report?.attempts.find((each) => each.call === call);
	const stream = run.streams.find((each) => each.call === call);
	const endAt =
		stream?.toAt ?? answer?.deliveredAt ?? answer?.lost?.at ?? attempt?.endedAt ?? request.lost?.at ?? run.durationNs;
	const lossesAt = [request, answer].flatMap((flight) => (flight?.lost ? [flight.lost.at] : []));
	const whole = report && attempt ? book.rowOf(report).stretches : behind(request, answer);
	const stretches = whole.filter((stretch) => stretch.startAt >= startAt && stretch.endAt <= endAt);
	return { key: message, exchange, name: request.summary, startAt, endAt, stretches, lossesAt };
}

/** Of a call that a server made: its messages, and what lies between them. */
function behind(request: MessageFlight, answer: MessageFlight | undefined): readonly Stretch[] {
	const stretches: Stretch[] = [];
	if (request.deliveredAt === undefined) return stretches;
	stretches.push({ part: "request", startAt: request.sentAt, endAt: request.deliveredAt });
	if (answer === undefined) return stretches;
	stretches.push({ part: "work", startAt: request.deliveredAt, endAt: answer.sentAt });
	if (answer.deliveredAt !== undefined) {
		stretches.push({ part: "response", startAt: answer.sentAt, endAt: answer.deliveredAt });
	}
	return stretches;
}

function stacked(bars: readonly Unplaced[]): Pick<Lane, "bars" | "rows"> {
	const rows = lanesOf(
		bars.map(({ startAt, endAt }) => ({ from: startAt, to: endAt })),
		MOST_ROWS,
	);
	const placed = bars.map((bar, at) => ({ ...bar, row: rows[at] ?? 0 }));
	return { bars: placed, rows: 1 + Math.max(0, ...rows) };
}

/** More streams of one time than these share the last row. */
const MOST_ROWS = 100;
