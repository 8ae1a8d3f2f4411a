import type { Run } from "../../lab/run.ts";
import type { WaterfallBook, WaterfallRow } from "./waterfall-rows.ts";

/** The rows from top to bottom. Those of exchanges are made when they come in sight: a run may have very many. */
export interface VisibleRows {
	readonly count: number;
	at(index: number): WaterfallRow | undefined;
	keyAt(index: number): string;
	/** Where an exchange stands; -1 where there is none of that number. */
	indexOf(exchange: number): number;
}

interface Place {
	readonly key: string;
	readonly exchange: number;
	row?: WaterfallRow | undefined;
}

/** Lists the exchanges of a run, with what lies below the open ones. */
export function visibleRows(run: Run, book: WaterfallBook, open: ReadonlySet<string>): VisibleRows {
	const places: Place[] = [];
	const heads = new Map<number, number>();
	const addBelow = (row: WaterfallRow): void => {
		if (!open.has(row.key)) return;
		for (const below of book.below(row)) {
			places.push({ key: below.key, exchange: below.exchange, row: below });
			addBelow(below);
		}
	};
	for (const report of run.exchanges) {
		const key = `${report.exchange}`;
		heads.set(report.exchange, places.length);
		const row = open.has(key) ? book.rowOf(report) : undefined;
		places.push({ key, exchange: report.exchange, row });
		if (row) addBelow(row);
	}
	const reports = new Map(run.exchanges.map((report) => [report.exchange, report]));
	return {
		count: places.length,
		at: (index) => {
			const place = places[index];
			const report = place && reports.get(place.exchange);
			if (!place || !report) return undefined;
			place.row ??= book.rowOf(report);
			return place.row;
		},
		keyAt: (index) => places[index]?.key ?? "",
		indexOf: (exchange) => heads.get(exchange) ?? -1,
	};
}
