import type { Nanoseconds } from "@roundtrip/model";
import type { Selection } from "../../lab/store.ts";
import { type Brush, stroke } from "../canvas/brush.ts";
import type { DrawnFlight } from "./drawn-flight.ts";
import { fading } from "./fading.ts";
import { nameFlights } from "./flight-names.ts";
import {
	drawCross,
	drawEnd,
	drawItem,
	drawMark,
	itemRadius,
	type MarkLook,
	type MarkSize,
	markLength,
	tagPath,
} from "./message-mark.ts";
import type { RunIndex } from "./run-index.ts";
import type { StageMap } from "./stage-map.ts";
import type { PlacedFlight } from "./stage-moment.ts";
import { placeWithin } from "./way.ts";

/** What is picked out on the stage. */
export interface Emphasis {
	readonly selection: Selection | null;
	readonly hover: Selection | null;
}

/** So many messages under way can be named without their words covering each other. */
const MOST_NAMED = 10;

/** Messages on their lanes, requests above their link and responses below; answers where each was drawn. */
export function drawFlights(
	brush: Brush,
	map: StageMap,
	index: RunIndex,
	flights: readonly PlacedFlight[],
	emphasis: Emphasis,
	size: MarkSize,
): readonly DrawnFlight[] {
	const drawn: DrawnFlight[] = [];
	for (const placed of flights) {
		const way = map.ways.get(placed.flight.link);
		if (!way || placed.goneForNs > index.lingerNs) continue;
		const asking = placed.flight.direction === "request";
		const isHead = placed.flight.item === undefined;
		const length = isHead ? markLength(placed.flight.size, size) : 2 * itemRadius(size.height);
		const share = asking ? placed.share : 1 - placed.share;
		const place = placeWithin(way, share, length + 4, asking ? -size.lane : size.lane);
		drawn.push({ placed, way, place, angle: asking ? place.angle : place.angle + Math.PI, length });
	}
	const picked = drawn.filter(({ placed }) => isPicked(placed.flight, emphasis.selection));
	const hovered = drawn.filter(({ placed }) => isPicked(placed.flight, emphasis.hover));
	for (const each of hovered) drawHalo(brush, each, size, "ink-3");
	for (const each of picked) drawHalo(brush, each, size, "selected");
	for (const each of drawn) drawFlight(brush, each, size, index.lingerNs);
	const first = new Set([...picked, ...hovered]);
	const isFew = drawn.length <= MOST_NAMED && map.detail !== "mini";
	// The latest before the earlier ones.
	const named = new Set([...first, ...(isFew ? drawn.toReversed() : [])]);
	nameFlights(brush, [...named], first, size, index.lingerNs);
	return drawn;
}

function isPicked(flight: PlacedFlight["flight"], selection: Selection | null): boolean {
	if (selection?.kind === "message") return flight.message === selection.id;
	return selection?.kind === "exchange" && flight.exchange === selection.id;
}

function drawFlight(brush: Brush, each: DrawnFlight, size: MarkSize, lingerNs: Nanoseconds): void {
	const { context } = brush;
	const { placed, place, length } = each;
	if (placed.state === "lost") {
		context.globalAlpha = fading(placed.goneForNs, lingerNs);
		drawShape(brush, each, size, "ghost");
		drawCross(brush, place.x, place.y, Math.max(3, size.height * 0.45));
		context.globalAlpha = 1;
		return;
	}
	drawShape(brush, each, size, placed.flight.direction);
	if (placed.state !== "held") return;
	context.beginPath();
	context.rect(place.x - length / 2 - 4.5, place.y - size.height / 2 - 4.5, length + 9, size.height + 9);
	stroke(brush, { colour: "waiting", width: 1.5, dash: [3, 2] });
}

/** What begins a direction is a tag, an item of a stream round, its end a bar. */
function drawShape(brush: Brush, { placed, place, angle, length }: DrawnFlight, size: MarkSize, look: MarkLook): void {
	const item = placed.flight.item;
	if (item === undefined) drawMark(brush, place.x, place.y, angle, length, size.height, look);
	else if (item === "end") drawEnd(brush, place.x, place.y, angle, size.height, look);
	else drawItem(brush, place.x, place.y, size.height, look);
}

function drawHalo(
	brush: Brush,
	{ placed, place, angle, length }: DrawnFlight,
	size: MarkSize,
	colour: "selected" | "ink-3",
): void {
	const { context } = brush;
	if (placed.flight.item !== undefined) {
		context.beginPath();
		context.arc(place.x, place.y, itemRadius(size.height) + 4, 0, 2 * Math.PI);
		stroke(brush, { colour, width: 2 });
		return;
	}
	context.save();
	context.translate(place.x, place.y);
	context.rotate(angle);
	tagPath(context, length, size.height, 4);
	stroke(brush, { colour, width: 2 });
	context.restore();
}
