import { countOf } from "@roundtrip/analysis";
import { colours } from "./colours.ts";
import { type Column, table } from "./table.ts";

/** Rows of a section; the rest is counted, so that a large run stays readable. */
export const ROWS = 40;

const WIDTH = 100;

/** A title over a body; nothing where there is none. */
export function section(title: string, body: string): string {
	return body === "" ? "" : `${colours.bold(title)}\n${body}`;
}

/** A title, and what it counts, `connect 1, request 2`: behind it, or below where the line would be too long. */
export function countedTitle(title: string, counts: string): string {
	if (counts === "") return title;
	const line = `${title} (${counts})`;
	return line.length <= WIDTH ? line : `${title}\n  ${counts}`;
}

/** A table of at most `ROWS` rows, and a line that says how many more there are. */
export function limited<Item>(
	items: readonly Item[],
	columns: readonly Column[],
	row: (item: Item) => readonly string[],
	what: string,
): string {
	if (items.length === 0) return "";
	const shown = table(columns, items.slice(0, ROWS).map(row));
	return items.length > ROWS ? `${shown}\n  and ${countOf(items.length - ROWS, `more ${what}`)}` : shown;
}
