/** Where lifelines stand from left to right, in pixels. */
export interface Columns {
	/** The whole drawing, which may be wider than the view. */
	readonly width: number;
	/** Of the first lifeline. */
	readonly left: number;
	readonly xOf: ReadonlyMap<string, number>;
	/** Where words of the first lifeline stand: left of it where there is room. */
	readonly wordsLeft: boolean;
	readonly pitch: number;
}

/** The times on the left border. */
export const GUTTER = 76;
/** Beside the times. */
const ROOMY = 544;
/** Closer than this the words of messages can't be read; then the drawing is scrolled, with room for them. */
const LEAST_PITCH = 66;
const SCROLLED_PITCH = 116;
const WIDEST_PITCH = 360;

/** Beside the first and the last lifeline where there is little room. */
const LEFT = 28;
const RIGHT = 56;

/**
 * Spreads the lifelines over a width; where they would stand too close the drawing grows wider than that.
 * @param gutter what the times take of the width, in pixels
 */
export function columnsOf(nodes: readonly string[], width: number, gutter: number = GUTTER): Columns {
	const wordsLeft = width - gutter >= ROOMY;
	const left = gutter + (wordsLeft ? 140 : LEFT);
	const right = wordsLeft ? 136 : RIGHT;
	const gaps = Math.max(0, nodes.length - 1);
	const fitting = (width - left - right) / gaps;
	const pitch = gaps === 0 ? 0 : fitting < LEAST_PITCH ? SCROLLED_PITCH : Math.min(WIDEST_PITCH, fitting);
	return {
		width: Math.max(width, left + gaps * pitch + right),
		left,
		xOf: new Map(nodes.map((node, at) => [node, left + at * pitch])),
		wordsLeft,
		pitch,
	};
}

/** The narrowest drawing, without the times, in which the words of messages can be read. */
export function leastWidth(nodes: readonly string[]): number {
	return LEFT + RIGHT + Math.max(0, nodes.length - 1) * LEAST_PITCH;
}
