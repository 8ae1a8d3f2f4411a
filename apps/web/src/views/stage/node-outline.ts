import type { Role } from "@roundtrip/model";
import type { Box, Detail } from "./stage-layout.ts";

/** The outline of a node as an SVG path; its shape says its role. */
export const outlines: Readonly<Record<Role, (box: Box) => string>> = {
	client: ({ x, y, width, height }) => rounded(x, y, width, height, Math.min(16, height / 2)),
	cache: (box) => folded(box),
	balancer: (box) => pointed(box),
	server: ({ x, y, width, height }) => rounded(x, y, width, height, 3),
	database: (box) => cylinder(box, lidOf(box)),
};

/** How far the lid of a database bends, in pixels. */
function lidOf({ height }: Box): number {
	return height >= 80 ? 6 : 3;
}

function rounded(x: number, y: number, width: number, height: number, radius: number): string {
	const across = width - 2 * radius;
	const down = height - 2 * radius;
	const turn = (dx: number, dy: number): string => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
	return `M${x + radius} ${y}h${across}${turn(radius, radius)}v${down}${turn(-radius, radius)}h${-across}${turn(-radius, -radius)}v${-down}${turn(radius, -radius)}z`;
}

/** A box with its upper corners cut off: something that is put before something else. */
function folded({ x, y, width, height }: Box): string {
	const cut = Math.min(10, height / 3);
	return `M${x + cut} ${y}h${width - 2 * cut}l${cut} ${cut}v${height - cut}h${-width}v${cut - height}z`;
}

/** A box that points to what stands behind it: what comes in on one side leaves on the other in several ways. */
function pointed({ x, y, width, height }: Box): string {
	const tip = Math.min(12, height / 3);
	return `M${x} ${y}h${width - tip}l${tip} ${height / 2}l${-tip} ${height / 2}h${tip - width}z`;
}

function cylinder({ x, y, width, height }: Box, lid: number): string {
	const half = width / 2;
	return `M${x} ${y + lid}a${half} ${lid} 0 0 1 ${width} 0v${height - 2 * lid}a${half} ${lid} 0 0 1 ${-width} 0z`;
}

/** The front edge of a database's lid. */
export function lidEdge(box: Box): string {
	const lid = lidOf(box);
	return `M${box.x} ${box.y + lid}a${box.width / 2} ${lid} 0 0 0 ${box.width} 0`;
}

/** How far the words of a node stand lower than in a plain box: a database has a lid. */
export function nameDrop(role: Role, detail: Detail): number {
	if (role !== "database" || detail === "mini") return 0;
	return detail === "full" ? 4 : 2;
}

/** Where the name of a node is written, below the top of its box. */
export function nameBaseline(role: Role, detail: Detail): number {
	if (detail === "mini") return 13;
	return (detail === "full" ? 25 : 19) + nameDrop(role, detail);
}
