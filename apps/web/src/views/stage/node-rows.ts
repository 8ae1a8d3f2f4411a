import type { Role } from "@roundtrip/model";
import { nameDrop } from "./node-outline.ts";
import type { Box, Detail } from "./stage-layout.ts";

/** Where the state of a node is written: its rows between its inner borders. */
export interface Rows {
	readonly left: number;
	readonly right: number;
	/** Baselines. */
	readonly first: number;
	readonly second: number;
	readonly detail: Detail;
}

/** Between the outline of a node and its words, in pixels. */
export const PAD = 12;

export function rowsOf(role: Role, box: Box, detail: Detail): Rows {
	const top = box.y + nameDrop(role, detail);
	const left = box.x + PAD;
	const right = box.x + box.width - PAD;
	if (detail === "full") return { left, right, first: top + 50, second: top + 70, detail };
	if (detail === "compact") return { left, right, first: top + 38, second: top + 38, detail };
	return { left, right: box.x + box.width - 7, first: box.y + 13, second: box.y + 13, detail };
}
