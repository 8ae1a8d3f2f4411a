import type { Nanoseconds } from "@roundtrip/model";
import { type Brush, stroke, widthOf, write } from "../canvas/brush.ts";
import { groupBy } from "../group-by.ts";
import { fading } from "./fading.ts";
import { drawCross, type MarkSize } from "./message-mark.ts";
import type { StageMap } from "./stage-map.ts";
import type { PlacedHandshake } from "./stage-moment.ts";
import { placeOn, placeWithin, type Way, withinWay } from "./way.ts";

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
		if (way) drawHandshake(brush, way, placed, size, lingerNs, handshakes.length <= MOST_TAILS);
	}
	const bundles = [...groupBy(handshakes, bundleOf).values()];
	if (bundles.length > MOST_NAMED) return;
	for (const bundle of bundles) {
		const [first] = bundle;
		const way = first && map.ways.get(first.handshake.link);
		if (first && way) nameBundle(brush, way, first, bundle.length, size);
	}
}

/** Handshakes that travel side by side look like one and are named once. */
function bundleOf({ handshake, way, share }: PlacedHandshake): string {
	return `${handshake.link} ${way} ${Math.round(share * 40)}`;
}

function nameOf({ handshake, way }: PlacedHandshake): string {
	if (handshake.what === "keys") return way === "there" ? "hello" : "keys";
	if (way === "there") return "connect";
	return handshake.ended === "refused" ? "refused" : "accept";
}

function nameBundle(brush: Brush, way: Way, placed: PlacedHandshake, count: number, size: MarkSize): void {
	if (placed.goneForNs > 0) return;
	const goes = placed.way === "there";
	const { x, y } = placeWithin(way, placed.share, size.height + 4, goes ? -size.lane : size.lane);
	const what = nameOf(placed);
	const words = count > 1 ? `${what} ×${count}` : what;
	const half = widthOf(brush, words, 12) / 2;
	const style = { colour: "handshake-text", size: 12, align: "center", rim: "paper" } as const;
	write(brush, words, withinWay(way, x, half), goes ? y - size.height / 2 - 5 : y + size.height / 2 + 14, style);
}

function drawHandshake(
	brush: Brush,
	way: Way,
	placed: PlacedHandshake,
	size: MarkSize,
	lingerNs: Nanoseconds,
	hasTail: boolean,
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
	if (hasTail) drawTail(brush, way, placed.way === "there" ? 0 : 1, placed.share, aside);
	context.beginPath();
	context.arc(x, y, size.height * 0.4, 0, 2 * Math.PI);
	context.fillStyle = colours.paper;
	context.fill();
	stroke(brush, { colour: "handshake", width: 1.75 });
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
