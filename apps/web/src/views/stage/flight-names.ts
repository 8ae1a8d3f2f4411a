import { formatDuration } from "@roundtrip/analysis";
import type { Nanoseconds } from "@roundtrip/model";
import { shortName } from "../../lab/item.ts";
import { type Brush, widthOf, write } from "../canvas/brush.ts";
import type { DrawnFlight } from "./drawn-flight.ts";
import { fading } from "./fading.ts";
import type { MarkSize } from "./message-mark.ts";
import type { PlacedFlight } from "./stage-moment.ts";
import { withinWay } from "./way.ts";

/** Words that have found their place. */
interface Name {
	readonly text: string;
	readonly first: DrawnFlight;
	readonly x: number;
	readonly y: number;
	readonly half: number;
	/** Messages that say the same at the same place. */
	count: number;
}

/** What stands still explains more than what passes by. */
const RANKS = { held: 0, lost: 1, flying: 2 } as const;

/** Messages closer than this look like one. */
const TOGETHER = 24;

/** Writes what the messages say beside them, requests above and responses below, each word only where it has room. */
export function nameFlights(
	brush: Brush,
	named: readonly DrawnFlight[],
	hasHalo: ReadonlySet<DrawnFlight>,
	size: MarkSize,
	lingerNs: Nanoseconds,
): void {
	const names: Name[] = [];
	for (const each of named.toSorted((a, b) => RANKS[a.placed.state] - RANKS[b.placed.state])) {
		const name = placeName(brush, each, hasHalo.has(each), size);
		const blocking = names.find((other) => collide(name, other));
		if (blocking === undefined) names.push(name);
		else if (blocking.text === name.text && distance(blocking.first, each) < TOGETHER) blocking.count += 1;
	}
	for (const name of names) writeName(brush, name, lingerNs);
}

function placeName(brush: Brush, each: DrawnFlight, hasHalo: boolean, size: MarkSize): Name {
	const { flight, state } = each.placed;
	const text = nameOf(each.placed);
	const half = widthOf(brush, text, 12) / 2;
	const away = size.height / 2 + (state === "held" || hasHalo ? 10 : 5);
	const y = flight.direction === "request" ? each.place.y - away : each.place.y + away + 9;
	return { text, first: each, x: withinWay(each.way, each.place.x, half), y, half, count: 1 };
}

function collide(a: Name, b: Name): boolean {
	return Math.abs(a.y - b.y) <= 13 && Math.abs(a.x - b.x) <= a.half + b.half + 8;
}

function distance(a: DrawnFlight, b: DrawnFlight): number {
	return Math.hypot(a.place.x - b.place.x, a.place.y - b.place.y);
}

function writeName(brush: Brush, { text, first, x, y, count }: Name, lingerNs: Nanoseconds): void {
	const { flight, state, goneForNs } = first.placed;
	brush.context.globalAlpha = state === "lost" ? fading(goneForNs, lingerNs) : 1;
	const colour = state === "lost" ? "lost-text" : (`${flight.direction}-text` as const);
	const words = count > 1 ? `${text} ×${count}` : text;
	write(brush, words, x, y, { colour, size: 12, align: "center", rim: "paper" });
	brush.context.globalAlpha = 1;
}

function nameOf({ flight, state }: PlacedFlight): string {
	const what =
		flight.attempt > 1 && !flight.call.includes("/") && flight.item === undefined
			? `${flight.summary} · attempt ${flight.attempt}`
			: shortName(flight);
	if (state === "lost") return `${what} · lost`;
	if (state === "held" && flight.delayedByNs !== undefined)
		return `${what} · held ${formatDuration(flight.delayedByNs)}`;
	return what;
}
