import type { DrawnFlight } from "./drawn-flight.ts";

/** A finger is about as wide as this, in pixels. */
const REACH = 16;

/** The message nearest to a point within reach. */
export function nearestMessage(drawn: readonly DrawnFlight[], x: number, y: number): string | undefined {
	let nearest: string | undefined;
	let least = REACH * REACH;
	for (const { placed, place } of drawn) {
		const distance = (place.x - x) ** 2 + (place.y - y) ** 2;
		if (distance > least) continue;
		least = distance;
		nearest = placed.flight.message;
	}
	return nearest;
}
