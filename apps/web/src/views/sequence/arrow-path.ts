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

/** A cross where something died. */
export function crossPath(x: number, y: number, radius = 5): string {
	return `M${x - radius} ${y - radius}l${2 * radius} ${2 * radius}m0 ${-2 * radius}l${-2 * radius} ${2 * radius}`;
}
