import type { SequenceMode } from "./vertical-scale.ts";

/** How the person wants time to run down the diagram. */
export interface Scaling {
	readonly mode: SequenceMode;
	/** Of the true scale: 1 shows as much as at first, 2 half of it. */
	readonly zoom: number;
}

export const BY_EVENT: Scaling = { mode: "events", zoom: 1 };

export const CLOSEST = 1_024;

/** On the true scale, a message has about this height to begin with. */
const PIXELS_PER_MESSAGE = 16;
const TALLEST_AT_FIRST = 6_000;

/** The height in pixels that the true scale has for so many messages; never less than there is room. */
export function heightFor({ zoom }: Scaling, messages: number, room: number): number {
	return Math.max(room, Math.min(TALLEST_AT_FIRST, messages * PIXELS_PER_MESSAGE)) * zoom;
}
