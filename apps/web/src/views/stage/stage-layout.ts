import { type Edge, layersOf } from "./layers.ts";

export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** How much a node can say: all its state, one line of it, or its name only. */
export type Detail = "full" | "compact" | "mini";

export interface StageLayout {
	readonly detail: Detail;
	readonly boxes: ReadonlyMap<string, Box>;
}

interface DetailSize {
	readonly detail: Detail;
	readonly height: number;
	/** Between two nodes of a column, with room for a note below a node. */
	readonly gap: number;
	readonly maxWidth: number;
}

const SIZES: readonly [DetailSize, DetailSize, DetailSize] = [
	{ detail: "full", height: 88, gap: 36, maxWidth: 184 },
	{ detail: "compact", height: 44, gap: 14, maxWidth: 152 },
	{ detail: "mini", height: 18, gap: 6, maxWidth: 112 },
];

const MARGIN = 24;
/** A link needs this much to be seen as a way. */
const LEAST_LINK = 96;
const LEAST_WIDTH = 64;

/** Places all nodes on a stage of a size in CSS pixels. */
export function layoutStage(
	nodes: readonly string[],
	edges: readonly Edge[],
	width: number,
	height: number,
): StageLayout {
	const layers = layersOf(nodes, edges);
	const tallest = Math.max(1, ...layers.map((layer) => layer.length));
	const room = height - 2 * MARGIN;
	const size = SIZES.find((each) => tallest * (each.height + each.gap) - each.gap <= room) ?? SIZES[2];
	const rows = Math.max(1, Math.floor((room + size.gap) / (size.height + size.gap)));
	const columns = layers.flatMap((layer) => sideBySide(layer, rows));
	const gaps = Math.max(0, columns.length - 1);
	const linkRoom = Math.min(LEAST_LINK, width / (2 * gaps + 2));
	const fitting = (width - 2 * MARGIN - gaps * linkRoom) / Math.max(1, columns.length);
	const boxWidth = Math.round(Math.max(LEAST_WIDTH, Math.min(size.maxWidth, fitting)));
	const pitch = gaps === 0 ? 0 : (width - 2 * MARGIN - boxWidth) / gaps;

	const boxes = new Map<string, Box>();
	for (const [at, column] of columns.entries()) {
		const x = gaps === 0 ? (width - boxWidth) / 2 : MARGIN + at * pitch;
		const spread = spreadOf(column.length, size, room);
		const used = column.length * size.height + (column.length - 1) * spread;
		for (const [row, node] of column.entries()) {
			const y = (height - used) / 2 + row * (size.height + spread);
			boxes.set(node, { x: Math.round(x), y: Math.round(y), width: boxWidth, height: size.height });
		}
	}
	return { detail: size.detail, boxes };
}

/** The gap between the nodes of a column: as wide as there is room for, but not so wide that the column falls apart. */
function spreadOf(count: number, size: DetailSize, room: number): number {
	if (count < 2) return size.gap;
	return Math.max(size.gap, Math.min(size.height * 1.25, (room - count * size.height) / (count - 1)));
}

/** A layer with more nodes than rows becomes several columns of nearly equal length. */
function sideBySide(layer: readonly string[], rows: number): readonly (readonly string[])[] {
	const parts = Math.ceil(layer.length / rows);
	const each = Math.ceil(layer.length / parts);
	return Array.from({ length: parts }, (_, part) => layer.slice(part * each, (part + 1) * each));
}
