/** Words that want a place, by their middle and size in pixels. */
export interface WantedLabel {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

const CELL = 64;
const APART = 3;

/**
 * Answers for each label whether it is shown: the first that wants a place gets it, so give the important ones first.
 * A grid keeps the look-up near.
 */
export function placeLabels(wanted: readonly WantedLabel[]): readonly boolean[] {
	const grid = new Map<string, WantedLabel[]>();
	return wanted.map((label) => {
		const cells = cellsOf(label);
		const isFree = cells.every((cell) => (grid.get(cell) ?? []).every((other) => !collide(label, other)));
		if (isFree) {
			for (const cell of cells) {
				const held = grid.get(cell);
				if (held) held.push(label);
				else grid.set(cell, [label]);
			}
		}
		return isFree;
	});
}

function cellsOf({ x, y, width, height }: WantedLabel): readonly string[] {
	const cells: string[] = [];
	for (let column = Math.floor((x - width / 2) / CELL); column * CELL <= x + width / 2; column++) {
		for (let row = Math.floor((y - height / 2) / CELL); row * CELL <= y + height / 2; row++)
			cells.push(`${column} ${row}`);
	}
	return cells;
}

function collide(a: WantedLabel, b: WantedLabel): boolean {
	return (
		Math.abs(a.x - b.x) < (a.width + b.width) / 2 + APART && Math.abs(a.y - b.y) < (a.height + b.height) / 2 + APART
	);
}
