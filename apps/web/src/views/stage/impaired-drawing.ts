import type { ImpairedLink } from "@roundtrip/analysis";
import { type Brush, stroke, write } from "../canvas/brush.ts";
import { tracePath } from "./link-path.ts";
import { type Place, placeOn, type Way } from "./way.ts";

/** Where a link is cut: in its middle, or at the end whose messages are lost. */
const PLACES = { both: 0.5, request: 0.2, response: 0.8 } as const;
const WORDS = { both: "cut", request: "cut, there", response: "cut, back" } as const;
const CROSS = 6;
/** Above the line, so that what is written into it stays readable. */
const ABOVE = -12;

/** A link that a fault has struck: broken, with a cross and a word where nothing gets through; dashed where it is slow. */
export function drawImpaired(brush: Brush, line: Way, { how, way }: ImpairedLink, isCrowded: boolean): void {
	const isCut = how === "cut";
	tracePath(brush.context, line, 0);
	stroke(brush, { colour: isCut ? "lost" : "waiting", width: isCrowded ? 1.5 : 2, dash: isCut ? [4, 6] : [10, 4] });
	const share = isCut ? PLACES[way] : PLACES.both;
	if (isCut) drawCross(brush, placeOn(line, share), isCrowded ? CROSS / 2 : CROSS);
	if (isCrowded) return;
	const { x, y } = placeOn(line, share, ABOVE);
	write(brush, isCut ? WORDS[way] : "slow", x, y, {
		...{ colour: isCut ? "lost-text" : "waiting-text", size: 12, align: "center", strong: true, rim: "paper" },
	});
}

function drawCross(brush: Brush, { x, y }: Place, size: number): void {
	const { context } = brush;
	context.beginPath();
	context.moveTo(x - size, y - size);
	context.lineTo(x + size, y + size);
	context.moveTo(x + size, y - size);
	context.lineTo(x - size, y + size);
	stroke(brush, { colour: "paper", width: 5 });
	stroke(brush, { colour: "lost", width: 2 });
}
