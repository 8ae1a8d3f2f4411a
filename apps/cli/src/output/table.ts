import Table from "cli-table3";
import { colours } from "./colours.ts";

export interface Column {
	readonly head: string;
	readonly align?: "left" | "right";
}

const NO_LINES = {
	...{ top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "", "bottom-mid": "", "bottom-left": "" },
	...{
		"bottom-right": "",
		left: "  ",
		"left-mid": "",
		mid: "",
		"mid-mid": "",
		right: "",
		"right-mid": "",
		middle: "  ",
	},
};

/** Aligned columns without lines, indented by two. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
	const grid = new Table({
		head: columns.map((column) => colours.dim(column.head)),
		colAligns: columns.map((column) => column.align ?? "left"),
		chars: NO_LINES,
		style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
	});
	grid.push(...rows.map((row) => [...row]));
	return grid
		.toString()
		.split("\n")
		.map((line) => line.trimEnd())
		.join("\n");
}
