/** How figures are written: the same in the page and in the terminal. */

export const ms = (value: number): string => value.toFixed(1);

/** With its sign; never a minus before zero. */
export function percent(part: number): string {
	const text = (100 * part).toFixed(2);
	return `${text === "-0.00" ? "0.00" : text} %`;
}

/** A table in Markdown; columns after the first are of figures. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
	return [line(heads), line(heads.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

/** A table for a terminal: the first column to the left, the others to the right. */
export function plainTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
	const all = [heads, ...rows];
	const widths = heads.map((_, at) => Math.max(...all.map((cells) => (cells[at] ?? "").length)));
	const line = (cells: readonly string[]): string =>
		cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  ");
	return all.map((cells) => line(cells).trimEnd()).join("\n");
}
