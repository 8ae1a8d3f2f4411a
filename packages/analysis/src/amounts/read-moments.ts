import type { EventOf, Trace } from "@roundtrip/model";
import type { ExchangeReport } from "../exchange-report.ts";
import type { AmountLog } from "./amount-log.ts";

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
	const caches = cacheLogOf(trace);
	const byNumber = new Map(exchanges.map((report) => [report.exchange, report]));
	const routeOf = (exchange: number): string => {
		const report = byNumber.get(exchange);
		return report === undefined ? "" : `${report.to} ${report.request}`;
	};
	const momentOf = (exchange: number, name: string, beforeSeq: number): number | undefined => {
		const hit = caches.hits.findLast((each) => each.exchange === exchange && each.seq < beforeSeq);
		if (hit === undefined)
			return reads.findLast((each) => each.exchange === exchange && each.name === name && each.seq < beforeSeq)?.seq;
		const route = routeOf(exchange);
		const stored = caches.stored.findLast(
			(each) => each.node === hit.node && each.seq < hit.seq && routeOf(each.exchange) === route,
		);
		return stored === undefined ? undefined : momentOf(stored.exchange, name, stored.seq);
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
