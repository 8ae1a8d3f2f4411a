import { type Brush, fill, hatch, stroke, widthOf, write } from "../canvas/brush.ts";
import type { Rows } from "./node-rows.ts";

const SLOT = 6;
/** From one slot to the next. */
export const PITCH = 8;
const LEAST_PITCH = 4;
/** A row narrower than this holds no word. */
const LEAST_ROW = 110;

/**
 * Little boxes that fill: work is full, waiting is hatched. Workers are all shown, closer where they are many, as one
 * bar where they are very many. Of a queue only its head is shown: its number says the rest.
 */
export function slots(
	brush: Brush,
	from: number,
	to: number,
	y: number,
	taken: number,
	room: number,
	kind: "busy" | "queued",
): void {
	const width = to - from;
	const fitting = Math.max(0, Math.floor((width + PITCH - SLOT) / PITCH));
	if (kind === "busy" && room > fitting) {
		const pitch = Math.floor(width / room);
		if (pitch < LEAST_PITCH) meter(brush, from, y - 8, width, taken / room, false);
		else for (let nth = 0; nth < room; nth++) slot(brush, from + nth * pitch, y, pitch - 1, nth < taken, kind);
		return;
	}
	const count = Math.min(room, fitting);
	for (let nth = 0; nth < count; nth++) slot(brush, from + nth * PITCH, y, SLOT, nth < taken, kind);
}

function slot(brush: Brush, x: number, y: number, width: number, isTaken: boolean, kind: "busy" | "queued"): void {
	const { context } = brush;
	context.beginPath();
	context.rect(x + 0.5, y - 8.5, width - 1, 9);
	if (!isTaken) stroke(brush, { colour: "line-strong" });
	else if (kind === "busy") fill(brush, "ink-2");
	else {
		hatch(brush, "waiting", x, y - 9, width, 10, 3);
		context.beginPath();
		context.rect(x + 0.5, y - 8.5, width - 1, 9);
		stroke(brush, { colour: "waiting" });
	}
}

/** A bar that fills; its rim says whether something waits. */
export function meter(brush: Brush, x: number, y: number, width: number, share: number, waiting: boolean): void {
	const { context } = brush;
	context.beginPath();
	context.rect(x, y, width * Math.min(1, share), 6);
	fill(brush, "ink-2");
	context.beginPath();
	context.rect(x + 0.5, y + 0.5, width - 1, 5);
	stroke(brush, { colour: waiting ? "waiting" : "line-strong" });
}

/** A label, a row of slots and its number, in three columns that align from row to row. */
export function slotRow(
	brush: Brush,
	{ left, right }: Rows,
	y: number,
	kind: "busy" | "queued",
	taken: number,
	room: number,
	number: string,
): void {
	// A narrow node has no room for the word: slots and number say enough.
	const hasWord = right - left >= LEAST_ROW;
	if (hasWord) write(brush, kind, left, y, { colour: "ink-3" });
	const from = hasWord ? left + 44 : left;
	const to = hasWord ? right - 44 : right - widthOf(brush, number) - 6;
	if (to > from) slots(brush, from, to, y, taken, room, kind);
	write(brush, number, right, y, { colour: taken > 0 ? "ink" : "ink-3", align: "right" });
}
