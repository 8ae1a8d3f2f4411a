import type { EventOf, Trace } from "@roundtrip/model";
import type { ExchangeReport } from "../exchange-report.ts";
import type { AmountLog } from "./amount-log.ts";
import { groupsBy, latestBefore } from "./latest-before.ts";

/** An answer that says an amount. */
export interface AmountAnswer {
	readonly report: ExchangeReport;
	readonly name: string;
	/** The event at which a database read what the answer says; undefined where the trace doesn't say so. */
	readonly readSeq: number | undefined;
}

/** Whose answers say which amount, with the moment at which it was read: out of a cache that is long before the answer. */
export function amountAnswers(
	trace: Trace,
	exchanges: readonly ExchangeReport[],
	{ reads }: AmountLog,
	names: readonly string[],
): readonly AmountAnswer[] {
	const byNumber = new Map(exchanges.map((report) => [report.exchange, report]));
	const routeOf = (exchange: number): string => {
		const report = byNumber.get(exchange);
		return report === undefined ? "" : `${report.to} ${report.request}`;
	};
	const { hits, stored } = cacheLogOf(trace);
	const hitsOf = groupsBy(hits, ({ exchange }) => exchange);
	const readsOf = groupsBy(reads, ({ exchange, name }) => `${exchange} ${name}`);
	const placeOf = (node: string, exchange: number): string => `${node} ${routeOf(exchange)}`;
	const storedAt = new Map(
		[...groupsBy(stored, ({ node, exchange }) => placeOf(node, exchange))].map(([place, group]) => [
			place,
			latestBefore(group.map((item) => ({ overSeq: item.seq, rank: item.seq, item }))),
		]),
	);
	// A cache that answers at once and asks behind its asker's back stores what it has read then, not what it has answered.
	const momentOf = (exchange: number, name: string, beforeSeq: number, storedBy?: string): number | undefined => {
		const hit = hitsOf.get(exchange)?.findLast(({ seq, node }) => seq < beforeSeq && node !== storedBy);
		if (hit === undefined) return readsOf.get(`${exchange} ${name}`)?.findLast(({ seq }) => seq < beforeSeq)?.seq;
		const source = storedAt.get(placeOf(hit.node, exchange))?.(hit.seq);
		return source === undefined ? undefined : momentOf(source.exchange, name, source.seq, source.node);
	};
	return names.flatMap((name) => {
		const routes = new Set(reads.filter((each) => each.name === name).map(({ exchange }) => routeOf(exchange)));
		return exchanges
			.filter((report) => routes.has(`${report.to} ${report.request}`))
			.map((report) => ({ report, name, readSeq: momentOf(report.exchange, name, report.settledSeq ?? trace.length) }));
	});
}

/** Answers out of caches, and what was put there, in the order of events. */
interface CacheLog {
	readonly hits: readonly EventOf<"looked-up">[];
	readonly stored: readonly EventOf<"stored">[];
}

function cacheLogOf(trace: Trace): CacheLog {
	const hits: EventOf<"looked-up">[] = [];
	const stored: EventOf<"stored">[] = [];
	for (const event of trace.events()) {
		if (event.kind === "looked-up" && (event.data.found === "fresh" || event.data.found === "stale")) hits.push(event);
		if (event.kind === "stored" && (event.data.what === "stored" || event.data.what === "freshened"))
			stored.push(event);
	}
	return { hits, stored };
}
