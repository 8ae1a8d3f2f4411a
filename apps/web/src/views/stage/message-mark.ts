import { type Brush, fill, stroke } from "../canvas/brush.ts";
import type { Detail } from "./stage-layout.ts";

/** How large messages are drawn, and how far from the middle of their link. */
export interface MarkSize {
	readonly height: number;
	readonly least: number;
	readonly most: number;
	readonly lane: number;
}

const SIZES: Readonly<Record<Detail, MarkSize>> = {
	full: { height: 14, least: 20, most: 40, lane: 19 },
	compact: { height: 10, least: 13, most: 26, lane: 14 },
	mini: { height: 8, least: 10, most: 16, lane: 5 },
};

/** Marks shrink where so many are under way that they would cover each other. */
export function markSize(detail: Detail, underWay: number): MarkSize {
	const { height, least, most, lane } = SIZES[detail];
	const scale = underWay > 160 ? 0.5 : underWay > 40 ? 0.7 : 1;
	return {
		height: Math.max(5, height * scale),
		least: Math.max(5, least * scale),
		most: Math.max(8, most * scale),
		lane,
	};
}

/** The length of a message's mark: it grows with the logarithm of its bytes, from 64 B to about 1 MB. */
export function markLength(bytes: number, size: MarkSize): number {
	const share = Math.log10(Math.max(1, bytes / 64)) / 4;
	return size.least + (size.most - size.least) * Math.min(1, share);
}

export type MarkLook = "request" | "response" | "ghost";

/** A tag that points where it goes, its tip at the given place: a request is full, a response is an outline. */
export function drawMark(
	brush: Brush,
	x: number,
	y: number,
	angle: number,
	length: number,
	height: number,
	look: MarkLook,
): void {
	const { context } = brush;
	context.save();
	context.translate(x, y);
	context.rotate(angle);
	tagPath(context, length, height);
	paint(brush, look);
	context.restore();
}

/** One of many on a stream: a small round mark, full from the client, a ring from the server. */
export function drawItem(brush: Brush, x: number, y: number, height: number, look: MarkLook): void {
	brush.context.beginPath();
	brush.context.arc(x, y, itemRadius(height), 0, 2 * Math.PI);
	paint(brush, look);
}

export function itemRadius(height: number): number {
	return Math.max(2.5, height * 0.36);
}

/** The end of a stream: a bar across its way. */
export function drawEnd(brush: Brush, x: number, y: number, angle: number, height: number, look: MarkLook): void {
	const { context } = brush;
	context.save();
	context.translate(x, y);
	context.rotate(angle);
	context.beginPath();
	context.rect(-2, -height / 2, 4, height);
	paint(brush, look);
	context.restore();
}

function paint(brush: Brush, look: MarkLook): void {
	if (look === "request") {
		fill(brush, "request");
		return;
	}
	fill(brush, "paper");
	stroke(brush, look === "ghost" ? { colour: "lost", dash: [2, 2] } : { colour: "response", width: 1.75 });
}

/** The outline of a tag that points along the x axis, centred. */
export function tagPath(context: CanvasRenderingContext2D, length: number, height: number, grow = 0): void {
	const half = height / 2 + grow;
	const back = -length / 2 - grow;
	const tip = length / 2 + grow * 1.4;
	const shoulder = tip - half;
	context.beginPath();
	context.moveTo(back, -half);
	context.lineTo(shoulder, -half);
	context.lineTo(tip, 0);
	context.lineTo(shoulder, half);
	context.lineTo(back, half);
	context.closePath();
}

/** Where something died. */
export function drawCross(brush: Brush, x: number, y: number, radius: number): void {
	const { context } = brush;
	context.beginPath();
	context.moveTo(x - radius, y - radius);
	context.lineTo(x + radius, y + radius);
	context.moveTo(x + radius, y - radius);
	context.lineTo(x - radius, y + radius);
	context.lineCap = "round";
	stroke(brush, { colour: "paper", width: 5 });
	stroke(brush, { colour: "lost", width: 2.25 });
	context.lineCap = "butt";
}
