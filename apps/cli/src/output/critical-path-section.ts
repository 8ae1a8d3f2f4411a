import { type CriticalPath, type CriticalStep, formatDuration } from "@roundtrip/analysis";
import { titleOf } from "./round-trips-section.ts";
import { limited, section } from "./section.ts";
import type { Column } from "./table.ts";

const right = { align: "right" as const };
const COLUMNS: readonly Column[] = [
	{ head: "at", ...right },
	{ head: "took", ...right },
	{ head: "call" },
	{ head: "what" },
];

/** What decided when the last exchange was over, one line a step. */
export function criticalPathSection(path: CriticalPath | undefined): string {
	if (!path) return "";
	const row = ({ startAt, endAt, call, words, waits }: CriticalStep): readonly string[] => [
		formatDuration(startAt, "tabular"),
		formatDuration(endAt - startAt, "tabular"),
		call ?? "",
		`${words}${waitsInWords(waits)}`,
	];
	return section(titleOf(path), limited(path.steps, COLUMNS, row, "step"));
}

/** `, 3 × congestion window` */
function waitsInWords(waits: CriticalStep["waits"] = {}): string {
	return Object.entries(waits)
		.map(([reason, count]) => `, ${count} × ${reason.replace("-", " ")}`)
		.join("");
}
