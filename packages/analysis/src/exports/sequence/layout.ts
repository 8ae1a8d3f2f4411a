/** Where things stand in a diagram, in columns of a terminal from 0. */
export interface Layout {
	readonly width: number;
	/** Width of each of the two columns of times. */
	readonly timeWidth: number;
	/** The first column after the times. */
	readonly gutter: number;
	readonly lifelines: ReadonlyMap<string, number>;
	/** From one lifeline to the next. */
	readonly gap: number;
}

/** Lifelines closer than that leave no room for words between them. */
const NARROWEST = 18;
/** Further apart, arrows only get longer. */
const WIDEST = 40;

/** Spreads lifelines over a width; undefined where they don't fit. */
export function layOut(nodes: readonly string[], width: number, timeWidth: number): Layout | undefined {
	const gutter = 2 * timeWidth + 5;
	const first = gutter + half(nodes[0]);
	const last = width - 1 - half(nodes.at(-1));
	const gap = nodes.length < 2 ? WIDEST : Math.min(WIDEST, Math.floor((last - first) / (nodes.length - 1)));
	if (gap < Math.max(NARROWEST, widestNames(nodes))) return undefined;
	const lifelines = new Map(nodes.map((node, index) => [node, first + index * gap]));
	return { width, timeWidth, gutter, lifelines, gap };
}

/** Columns that a centred name takes to the left of its middle. */
export function half(name = ""): number {
	return Math.floor(name.length / 2);
}

/** Columns that two neighbours need for their names with a space between. */
function widestNames(nodes: readonly string[]): number {
	return Math.max(0, ...nodes.slice(1).map((node, index) => half(nodes[index]) + half(node) + 2));
}
