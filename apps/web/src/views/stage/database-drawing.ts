import { formatCount } from "@roundtrip/analysis";
import { type Brush, fill, widthOf, write } from "../canvas/brush.ts";
import type { NodeMoment } from "./node-moment.ts";
import type { Rows } from "./node-rows.ts";
import { slotRow } from "./slots.ts";

/** A database: its busy workers, and what it has made lasting. */
export function drawDatabase(brush: Brush, moment: NodeMoment, rows: Rows): void {
	const { busy, workers, committed } = moment;
	const { left, right, first, second, detail } = rows;
	if (detail === "full") slotRow(brush, rows, first, "busy", busy, workers, `${busy} of ${workers}`);
	if (detail !== "mini") effects(brush, committed, left, right, second, "committed");
	else effects(brush, committed, right - 14 - widthOf(brush, formatCount(committed)), right, first, "");
}

/** A diamond for each effect that was made lasting, and their number. */
function effects(brush: Brush, committed: number, left: number, right: number, y: number, label: string): void {
	const number = formatCount(committed);
	write(brush, number, right, y, {
		colour: committed > 0 ? "effect-text" : "ink-3",
		align: "right",
		strong: committed > 0,
	});
	const pitch = 10;
	const end = right - widthOf(brush, number) - 12;
	const labelEnd = left + widthOf(brush, label) + 10;
	const hasLabel = label !== "" && labelEnd + pitch <= end;
	if (hasLabel) write(brush, label, left, y, { colour: "ink-3" });
	const from = hasLabel ? labelEnd : left;
	const fitting = Math.max(0, Math.floor((end - from) / pitch) + 1);
	const shown = Math.min(committed, fitting);
	for (let nth = 0; nth < shown; nth++) {
		diamond(brush, end - (shown - 1 - nth) * pitch, y - 4, 4);
	}
}

function diamond(brush: Brush, x: number, y: number, radius: number): void {
	const { context } = brush;
	context.beginPath();
	context.moveTo(x, y - radius);
	context.lineTo(x + radius, y);
	context.lineTo(x, y + radius);
	context.lineTo(x - radius, y);
	context.closePath();
	fill(brush, "effect");
}
