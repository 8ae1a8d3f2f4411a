import { placeOn, type Way } from "./way.ts";

/** Makes the line of a link the path of a canvas, `aside` pixels to its right. */
export function tracePath(context: CanvasRenderingContext2D, way: Way, aside: number): void {
	context.beginPath();
	const last = way.points.length - 1;
	for (const [at, point] of way.points.entries()) {
		const { x, y } = aside === 0 ? point : placeOn(way, last === 0 ? 0 : shareOfPoint(way, at), aside);
		if (at === 0) context.moveTo(x, y);
		else context.lineTo(x, y);
	}
}

function shareOfPoint(way: Way, at: number): number {
	let walked = 0;
	for (let nth = 1; nth <= at; nth++) {
		const before = way.points[nth - 1];
		const after = way.points[nth];
		if (before && after) walked += Math.hypot(after.x - before.x, after.y - before.y);
	}
	return way.length === 0 ? 0 : walked / way.length;
}
