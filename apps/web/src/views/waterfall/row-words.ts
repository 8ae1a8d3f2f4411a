import { type ExchangeReport, formatDuration } from "@roundtrip/analysis";
import { partNames } from "./part.ts";
import type { WaterfallRow } from "./waterfall-rows.ts";

/** A row in one sentence, for who can't see its bar. */
export function rowWords(row: WaterfallRow, report: ExchangeReport | undefined): string {
	const what =
		row.depth === 0
			? `exchange ${row.exchange}, ${row.name} from ${report?.client ?? ""}`
			: `${row.name} ${row.detail}`.trim();
	const parts = row.stretches.map(
		({ part, startAt, endAt }) => `${partNames[part]} ${formatDuration(endAt - startAt)}`,
	);
	const lost = row.lossesAt.length > 0 ? ", a message was lost" : "";
	const items = row.itemsAt.length === 0 ? "" : `, ${row.itemsAt.length} items`;
	const end = row.depth === 0 && report ? `, ${report.outcome.belief}` : "";
	return `${what}: begins at ${formatDuration(row.startAt)}, takes ${formatDuration(row.endAt - row.startAt)}${end}${items}${lost}: ${parts.join(", ")}`;
}
