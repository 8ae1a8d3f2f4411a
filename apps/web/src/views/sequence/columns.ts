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
const GUTTER = 76;
const ROOMY = 620;
/** Closer than this the words of messages can't be read; then the drawing is scrolled, with room for them. */
const LEAST_PITCH = 66;
const SCROLLED_PITCH = 116;
const WIDEST_PITCH = 360;

/** Spreads the lifelines over a width; where they would stand too close the drawing grows wider than that. */
export function columnsOf(nodes: readonly string[], width: number): Columns {
	const wordsLeft = width >= ROOMY;
	const left = GUTTER + (wordsLeft ? 140 : 28);
	const right = wordsLeft ? 136 : 56;
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
