import type { Nanoseconds } from "@roundtrip/model";
import { type Brush, stroke, write } from "./brush.ts";
import { fading } from "./fading.ts";
import { drawCross, type MarkSize } from "./message-mark.ts";
import type { StageMap } from "./stage-map.ts";
import type { PlacedHandshake } from "./stage-moment.ts";
import { placeOn, placeWithin, type Way } from "./way.ts";

/** Beyond so many handshakes their dashed tails would be a solid line, and their names a heap. */
const MOST_TAILS = 16;
const MOST_NAMED = 3;
const TAIL_STEPS = 8;

/** Connections that are being opened: a ring that goes there and back on a dashed tail. */
export function drawHandshakes(
	brush: Brush,
	map: StageMap,
	handshakes: readonly PlacedHandshake[],
	size: MarkSize,
	lingerNs: Nanoseconds,
): void {
	for (const placed of handshakes) {
		const way = map.ways.get(placed.handshake.link);
		if (way) drawHandshake(brush, way, placed, size, lingerNs, handshakes.length);
	}
}

function drawHandshake(
	brush: Brush,
	way: Way,
	placed: PlacedHandshake,
	size: MarkSize,
	lingerNs: Nanoseconds,
	count: number,
): void {
	const { context, colours } = brush;
	const aside = placed.way === "there" ? -size.lane : size.lane;
	const { x, y } = placeWithin(way, placed.share, size.height + 4, aside);
	const refused = placed.handshake.ended === "refused" && placed.way === "back";
	if (placed.goneForNs > 0 || refused) {
		context.globalAlpha = fading(placed.goneForNs, lingerNs);
		drawCross(brush, x, y, 4);
		context.globalAlpha = 1;
		return;
	}
	if (count <= MOST_TAILS) drawTail(brush, way, placed.way === "there" ? 0 : 1, placed.share, aside);
	context.beginPath();
	context.arc(x, y, size.height * 0.4, 0, 2 * Math.PI);
	context.fillStyle = colours.paper;
	context.fill();
	stroke(brush, { colour: "handshake", width: 1.75 });
	if (count > MOST_NAMED) return;
	const words = placed.way === "there" ? "connect" : "accept";
	const below = size.height / 2 + 14;
	const above = -size.height / 2 - 5;
	write(brush, words, x, y + (placed.way === "there" ? above : below), {
		colour: "handshake-text",
		size: 12,
		align: "center",
		rim: "paper",
	});
}

function drawTail(brush: Brush, way: Way, from: number, to: number, aside: number): void {
	const { context } = brush;
	context.beginPath();
	for (let step = 0; step <= TAIL_STEPS; step++) {
		const { x, y } = placeOn(way, from + ((to - from) * step) / TAIL_STEPS, aside);
		if (step === 0) context.moveTo(x, y);
		else context.lineTo(x, y);
	}
	stroke(brush, { colour: "handshake", width: 1.25, dash: [3, 3] });
}
