import type { OutcomeName } from "@roundtrip/explorer";
import type { ExploredPair, ExploredPairs } from "../../simulation/explored-pairs.ts";

/** More could not be read, nor drawn at once. */
export const MOST_ROWS = 60;
export const MOST_COLUMNS = 100;

/** The map with no more rows and columns than can be read: those that break most, in the order of the whole. */
export function cutMap(map: ExploredPairs): ExploredPairs {
	const rows = mostBreaking(map.rows.length, MOST_ROWS, map.pairs, ({ row }) => row);
	const columns = mostBreaking(map.columns.length, MOST_COLUMNS, map.pairs, ({ column }) => column);
	if (rows.length === map.rows.length && columns.length === map.columns.length) return map;
	const [rowNow, columnNow] = [placesOf(rows), placesOf(columns)];
	return {
		...map,
		rows: rows.flatMap((row) => map.rows[row] ?? []),
		columns: columns.flatMap((column) => map.columns[column] ?? []),
		pairs: map.pairs.flatMap((pair) => {
			const [row, column] = [rowNow.get(pair.row), columnNow.get(pair.column)];
			return row === undefined || column === undefined ? [] : [{ ...pair, row, column }];
		}),
	};
}

function mostBreaking(
	count: number,
	most: number,
	pairs: readonly ExploredPair[],
	lineOf: (pair: ExploredPair) => number,
): readonly number[] {
	const lines = Array.from({ length: count }, (_, line) => line);
	if (count <= most) return lines;
	const breaking = lines.map(() => 0);
	for (const pair of pairs) breaking[lineOf(pair)] = (breaking[lineOf(pair)] ?? 0) + pair.breaking;
	return lines
		.toSorted((a, b) => (breaking[b] ?? 0) - (breaking[a] ?? 0))
		.slice(0, most)
		.toSorted((a, b) => a - b);
}

function placesOf(lines: readonly number[]): ReadonlyMap<number, number> {
	return new Map(lines.map((line, place) => [line, place]));
}

/** The next cell in a direction, over empty ones; undefined at the border. */
export function pairBeyond(
	{ rows, columns }: ExploredPairs,
	byPlace: ReadonlyMap<string, ExploredPair>,
	from: ExploredPair,
	[down, right]: readonly [row: number, column: number],
): ExploredPair | undefined {
	let [row, column] = [from.row + down, from.column + right];
	while (row >= 0 && row < rows.length && column >= 0 && column < columns.length) {
		const found = byPlace.get(`${row} ${column}`);
		if (found !== undefined) return found;
		row += down;
		column += right;
	}
	return undefined;
}

/** How often it happened; of what has no effect, whether it worked. */
export function signOf(name: OutcomeName): string {
	const [belief = "", times] = name.split(" ");
	if (times !== undefined) return times === "2" ? "2+" : times;
	return belief === "ok" ? "✓" : belief === "failed" ? "✕" : "?";
}
