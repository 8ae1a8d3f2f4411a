import { formatCount } from "@roundtrip/analysis";
import { type Exploration, type MatrixRow, OUTCOMES, type OutcomeName } from "@roundtrip/explorer";
import { colours } from "./colours.ts";
import { limited, section } from "./section.ts";
import type { Column } from "./table.ts";

/** One table for each number of faults in a run: what clients believe beside how often it happened. */
export function matrixSections({ matrix, levels }: Exploration): readonly string[] {
	return levels.flatMap(({ faults }) => {
		const rows = matrix.filter((row) => row.faults === faults);
		if (rows.length === 0) return [];
		const used = OUTCOMES.filter((name) => rows.some(({ outcomes }) => outcomes[name] !== undefined));
		const title = faults === 1 ? "One fault" : `${faults} faults in one run`;
		return [section(`${title}: what the client believes × how often it happened`, rowsOf(rows, used))];
	});
}

/** Beyond what a screen takes, those that break something come first. */
function rowsOf(rows: readonly MatrixRow[], used: readonly OutcomeName[]): string {
	const right = { align: "right" as const };
	const places = rows.some(({ place }) => place !== undefined);
	const columns: readonly Column[] = [
		{ head: rows[0]?.faults === 1 ? "fault" : "faults" },
		...(places ? [{ head: "at" }] : []),
		...used.map((name) => ({ head: headOf(name), ...right })),
		...[
			{ head: "runs", ...right },
			{ head: "break", ...right },
		],
	];
	const sorted = rows.toSorted((a, b) => Number(b.breaking > 0) - Number(a.breaking > 0));
	return limited(sorted, columns, (row) => cellsOf(row, used, places), "row");
}

function cellsOf(row: MatrixRow, used: readonly OutcomeName[], places: boolean): readonly string[] {
	const mark = row.breaking > 0 ? colours.red : (text: string) => text;
	return [
		mark(row.kinds),
		...(places ? [mark(row.place ?? "")] : []),
		...used.map((name) => formatted(row.outcomes[name] ?? 0)),
		formatCount(row.schedules),
		row.breaking > 0 ? mark(`✕ ${formatCount(row.breaking)}`) : "·",
	];
}

function formatted(count: number): string {
	return count === 0 ? "·" : formatCount(count);
}

/** `ok` over `×1`; `×2+` stands for twice or more. */
function headOf(name: OutcomeName): string {
	const [belief = "", times] = name.split(" ");
	if (times === undefined) return belief;
	return `${belief}\n×${times}${times === "2" ? "+" : ""}`;
}
