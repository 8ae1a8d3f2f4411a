import { formatCount } from "@roundtrip/analysis";
import { type Brush, fill, widthOf, write } from "../canvas/brush.ts";
import type { NodeMoment } from "./node-moment.ts";
import type { Rows } from "./node-rows.ts";

/** A cache: how many of those who asked it could be given something at once. */
export function drawCache(brush: Brush, { lookups, hits }: NodeMoment, rows: Rows): void {
	const { left, right, first, second, detail } = rows;
	const words = detail === "mini" ? formatCount(hits) : `${formatCount(hits)} of ${formatCount(lookups)}`;
	write(brush, words, right, first, {
		colour: hits > 0 ? "cache-text" : "ink-3",
		align: "right",
		strong: hits > 0,
	});
	if (detail === "mini") return;
	const barRight = right - widthOf(brush, words) - 8;
	share(brush, left, barRight, first - 7, lookups === 0 ? 0 : hits / lookups);
	if (detail !== "full") return;
	const told = ["given from the cache", "from the cache", "given"].find((each) => widthOf(brush, each) <= right - left);
	if (told !== undefined) write(brush, told, left, second, { colour: "ink-3" });
}

const HEIGHT = 6;

/** A bar of which so much is filled. */
function share(brush: Brush, left: number, right: number, top: number, part: number): void {
	const { context } = brush;
	if (right - left < 8) return;
	context.beginPath();
	context.rect(left, top, right - left, HEIGHT);
	fill(brush, "line");
	if (part === 0) return;
	context.beginPath();
	context.rect(left, top, (right - left) * part, HEIGHT);
	fill(brush, "cache");
}
