import { formatDuration } from "@roundtrip/analysis";
import type { Nanoseconds } from "@roundtrip/model";
import { type Brush, widthOf, write } from "./brush.ts";
import { fading } from "./fading.ts";
import type { DrawnFlight } from "./flight-drawing.ts";
import type { MarkSize } from "./message-mark.ts";
import type { PlacedFlight } from "./stage-moment.ts";
import { withinWay } from "./way.ts";

interface Taken {
	readonly from: number;
	readonly to: number;
	readonly y: number;
}

/** What stands still explains more than what passes by. */
const RANKS = { held: 0, lost: 1, flying: 2 } as const;

/** Writes what the messages say beside them, requests above and responses below, each word only where it has room. */
export function nameFlights(
	brush: Brush,
	named: readonly DrawnFlight[],
	hasHalo: ReadonlySet<DrawnFlight>,
	size: MarkSize,
	lingerNs: Nanoseconds,
): void {
	const taken: Taken[] = [];
	for (const each of named.toSorted((a, b) => RANKS[a.placed.state] - RANKS[b.placed.state])) {
		const { flight, state, goneForNs } = each.placed;
		const asking = flight.direction === "request";
		const text = nameOf(each.placed);
		const half = widthOf(brush, text, 12) / 2;
		const x = withinWay(each.way, each.place.x, half);
		const away = size.height / 2 + (state === "held" || hasHalo.has(each) ? 10 : 5);
		const y = asking ? each.place.y - away : each.place.y + away + 9;
		const isFree = taken.every((box) => Math.abs(box.y - y) > 13 || box.to + 8 < x - half || box.from - 8 > x + half);
		if (!isFree) continue;
		taken.push({ from: x - half, to: x + half, y });
		brush.context.globalAlpha = state === "lost" ? fading(goneForNs, lingerNs) : 1;
		const colour = state === "lost" ? "lost-text" : asking ? "request-text" : "response-text";
		write(brush, text, x, y, { colour, size: 12, align: "center", rim: "paper" });
		brush.context.globalAlpha = 1;
	}
}

function nameOf({ flight, state }: PlacedFlight): string {
	const what =
		flight.attempt > 1 && !flight.call.includes("/") ? `${flight.summary} · attempt ${flight.attempt}` : flight.summary;
	if (state === "lost") return `${what} · lost`;
	if (state === "held" && flight.delayedByNs !== undefined)
		return `${what} · held ${formatDuration(flight.delayedByNs)}`;
	return what;
}
