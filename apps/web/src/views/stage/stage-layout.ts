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
	/** For each node, where the columns of its layer end on the right. */
	readonly blockEnds: ReadonlyMap<string, number>;
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
	{ detail: "compact", height: 48, gap: 12, maxWidth: 152 },
	{ detail: "mini", height: 18, gap: 6, maxWidth: 112 },
];

const MARGIN = 24;
/** A link needs this much to be seen as a way. */
const LEAST_LINK = 96;
const LEAST_WIDTH = 64;

/** Between the columns of one layer that has more nodes than rows. */
const BLOCK_GAP = 10;

/** Places the columns of nodes on a stage of a size in CSS pixels. */
export function layoutStage(layers: readonly (readonly string[])[], width: number, height: number): StageLayout {
	const tallest = Math.max(1, ...layers.map((layer) => layer.length));
	const room = height - 2 * MARGIN;
	const size = SIZES.find((each) => tallest * (each.height + each.gap) - each.gap <= room) ?? SIZES[2];
	const rows = Math.max(1, Math.floor((room + size.gap) / (size.height + size.gap)));
	const blocks = layers.map((layer) => sideBySide(layer, rows));
	const columns = blocks.reduce((sum, block) => sum + block.length, 0);
	const gaps = Math.max(0, blocks.length - 1);
	const linkRoom = Math.min(LEAST_LINK, width / (3 * gaps + 3));
	const inBlocks = (columns - blocks.length) * BLOCK_GAP;
	const fitting = (width - 2 * MARGIN - gaps * linkRoom - inBlocks) / Math.max(1, columns);
	const boxWidth = Math.round(Math.max(LEAST_WIDTH, Math.min(size.maxWidth, fitting)));
	const between = gaps === 0 ? 0 : (width - 2 * MARGIN - inBlocks - columns * boxWidth) / gaps;

	const boxes = new Map<string, Box>();
	const blockEnds = new Map<string, number>();
	let x = gaps === 0 ? (width - columns * boxWidth - inBlocks) / 2 : MARGIN;
	for (const block of blocks) {
		const end = x + block.length * (boxWidth + BLOCK_GAP) - BLOCK_GAP;
		const tall = block[0]?.length ?? 0;
		const spread = spreadOf(tall, size, room);
		const top = (height - tall * size.height - (tall - 1) * spread) / 2;
		for (const column of block) {
			for (const [row, node] of column.entries()) {
				const y = top + row * (size.height + spread);
				boxes.set(node, { x: Math.round(x), y: Math.round(y), width: boxWidth, height: size.height });
				blockEnds.set(node, Math.round(end));
			}
			x += boxWidth + BLOCK_GAP;
		}
		x += between - BLOCK_GAP;
	}
	return { detail: size.detail, boxes, blockEnds };
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
