import type { FoldedScale } from "./folded-scale.ts";
import type { LadderColumns } from "./ladder-columns.ts";
import { endsOf } from "./ladder-drawing.ts";
import type { PacketLine } from "./packet-line.ts";

/** Within so many pixels a packet is meant. */
const REACH = 7;

/** The packet whose line passes nearest to a point, or whose words lie there. */
export function nearestPacket(
	lines: readonly PacketLine[],
	scale: FoldedScale,
	columns: LadderColumns,
	x: number,
	y: number,
): PacketLine | undefined {
	let nearest: PacketLine | undefined;
	let least = REACH;
	for (const line of lines) {
		const { x0, y0, x1, y1 } = endsOf(line, scale, columns);
		const beside = line.fromClient ? x < x0 && x > columns.gutter : x > x0;
		const away = beside ? Math.abs(y - y0) : distance(x, y, x0, y0, x1, y1);
		if (away < least) {
			least = away;
			nearest = line;
		}
	}
	return nearest;
}

/** From a point to a line between two others. */
function distance(x: number, y: number, x0: number, y0: number, x1: number, y1: number): number {
	const dx = x1 - x0;
	const dy = y1 - y0;
	const along = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / Math.max(1e-9, dx * dx + dy * dy)));
	return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}
