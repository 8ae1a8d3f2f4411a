import type { PlacedArrow } from "./geometry.ts";

const HEAD = 8;
const HALF_HEAD = 3.5;

/** The head of an arrow as an SVG path: full for a request, an open angle for a response. */
export function headPath({ x0, y0, x1, y1 }: PlacedArrow, look: "full" | "open"): string {
	const angle = Math.atan2(y1 - y0, x1 - x0);
	const along = (share: number, aside: number): string => {
		const x = x1 - Math.cos(angle) * share - Math.sin(angle) * aside;
		const y = y1 - Math.sin(angle) * share + Math.cos(angle) * aside;
		return `${x.toFixed(1)} ${y.toFixed(1)}`;
	};
	const tip = `${x1.toFixed(1)} ${y1.toFixed(1)}`;
	const wings = [along(HEAD, -HALF_HEAD), along(HEAD, HALF_HEAD)] as const;
	return look === "full" ? `M${wings[0]}L${tip}L${wings[1]}z` : `M${wings[0]}L${tip}L${wings[1]}`;
}

/** The point at the end of an item: a ring that touches the tip. */
export function pointPath({ x0, y0, x1, y1 }: PlacedArrow): string {
	const angle = Math.atan2(y1 - y0, x1 - x0);
	const x = x1 - Math.cos(angle) * POINT;
	const y = y1 - Math.sin(angle) * POINT;
	return `M${(x - POINT).toFixed(1)} ${y.toFixed(1)}a${POINT} ${POINT} 0 1 0 ${2 * POINT} 0a${POINT} ${POINT} 0 1 0 ${-2 * POINT} 0z`;
}

const POINT = 3;

/** The bar at the end of a stream, across its line. */
export function barPath({ x0, y0, x1, y1 }: PlacedArrow): string {
	const angle = Math.atan2(y1 - y0, x1 - x0);
	const [x, y] = [x1 - Math.cos(angle) * 2, y1 - Math.sin(angle) * 2];
	const [across, down] = [Math.sin(angle) * HALF_END, Math.cos(angle) * HALF_END];
	return `M${(x - across).toFixed(1)} ${(y + down).toFixed(1)}L${(x + across).toFixed(1)} ${(y - down).toFixed(1)}`;
}

const HALF_END = 5;

/** A cross where something died. */
export function crossPath(x: number, y: number, radius = 5): string {
	return `M${x - radius} ${y - radius}l${2 * radius} ${2 * radius}m0 ${-2 * radius}l${-2 * radius} ${2 * radius}`;
}
