import type { Run } from "../../lab/run.ts";
import type { WaterfallBook, WaterfallRow } from "./waterfall-rows.ts";

/** The rows from top to bottom, those below an open row included. */
export function visibleRows(run: Run, book: WaterfallBook, open: ReadonlySet<string>): readonly WaterfallRow[] {
	const rows: WaterfallRow[] = [];
	const add = (row: WaterfallRow): void => {
		rows.push(row);
		if (open.has(row.key)) for (const below of book.below(row)) add(below);
	};
	for (const exchange of run.exchanges) add(book.rowOf(exchange));
	return rows;
}
