import type { Box } from "./stage-layout.ts";

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** A place on a way and the direction it runs there, in radians. */
export interface Place extends Point {
	readonly angle: number;
}

/** The drawn line of a link, from the asking node to the asked one. */
export interface Way {
	readonly points: readonly Point[];
	readonly length: number;
}

const SAMPLES = 16;
/** How far a way keeps from a node that it passes. */
const CLEARANCE = 22;
/** How far below a node the way runs that leaves its block. */
const CHANNEL = 3;

/**
 * A straight line where nothing stands in between; else a bow around it. Where the asking node stands in a block of
 * several columns, the way first runs to the end of the block, between the rows.
 */
export function wayBetween(
	from: Box,
	to: Box,
	others: readonly Box[],
	shift: { readonly from: number; readonly to: number },
	blockEnd: number = from.x + from.width,
): Way {
	const start = { x: from.x + from.width, y: from.y + from.height / 2 + shift.from };
	if (to.x <= from.x + from.width) return lengthened(outside(start, from, to, shift.to));
	const end = { x: to.x, y: to.y + to.height / 2 + shift.to };
	if (blockEnd > from.x + from.width) {
		const channel = from.y + from.height + CHANNEL;
		return lengthened([start, { x: start.x + CHANNEL, y: channel }, { x: blockEnd, y: channel }, end]);
	}
	const blocking = others.filter((box) => crosses(start, end, box));
	if (blocking.length === 0) return lengthened([start, end]);
	const left = Math.min(...blocking.map((box) => box.x));
	const right = Math.max(...blocking.map((box) => box.x + box.width));
	const above = Math.min(...blocking.map((box) => box.y)) - CLEARANCE;
	const below = Math.max(...blocking.map((box) => box.y + box.height)) + CLEARANCE;
	const middle = (start.y + end.y) / 2;
	const y = middle - above < below - middle ? above : below;
	const enter = { x: left - CLEARANCE / 2, y };
	const leave = { x: right + CLEARANCE / 2, y };
	return lengthened([...curve(start, enter), ...curve(leave, end)]);
}

/** Between nodes of one column, or backwards: out on the right side and in again on the right side. */
function outside(start: Point, from: Box, to: Box, shift: number): readonly Point[] {
	const end = { x: to.x + to.width, y: to.y + to.height / 2 + shift };
	const out = Math.max(start.x, end.x) + 2 * CLEARANCE + Math.abs(from.y - to.y) * 0.1;
	return cubic(start, { x: out, y: start.y }, { x: out, y: end.y }, end);
}

function curve(start: Point, end: Point): readonly Point[] {
	const middle = (start.x + end.x) / 2;
	return cubic(start, { x: middle, y: start.y }, { x: middle, y: end.y }, end);
}

function cubic(start: Point, first: Point, second: Point, end: Point): readonly Point[] {
	return Array.from({ length: SAMPLES + 1 }, (_, nth) => {
		const t = nth / SAMPLES;
		const mix = (key: "x" | "y"): number =>
			(1 - t) ** 3 * start[key] +
			3 * (1 - t) ** 2 * t * first[key] +
			3 * (1 - t) * t * t * second[key] +
			t ** 3 * end[key];
		return { x: mix("x"), y: mix("y") };
	});
}

function lengthened(points: readonly Point[]): Way {
	let length = 0;
	for (let at = 1; at < points.length; at++) length += distance(points[at - 1], points[at]);
	return { points, length };
}

function distance(a: Point | undefined, b: Point | undefined): number {
	return a && b ? Math.hypot(b.x - a.x, b.y - a.y) : 0;
}

/** True where a line from left to right runs through a box. */
function crosses(start: Point, end: Point, box: Box): boolean {
	const yAt = (x: number): number => start.y + ((end.y - start.y) * (x - start.x)) / (end.x - start.x);
	const from = Math.max(start.x + 1, box.x);
	const to = Math.min(end.x - 1, box.x + box.width);
	if (from >= to) return false;
	return Math.min(yAt(from), yAt(to)) < box.y + box.height && Math.max(yAt(from), yAt(to)) > box.y;
}

/** The place at a share of the way (0 at the asking node), `aside` pixels to the right of someone walking along it. */
export function placeOn(way: Way, share: number, aside = 0): Place {
	const wanted = Math.min(1, Math.max(0, share)) * way.length;
	let walked = 0;
	for (let at = 1; at < way.points.length; at++) {
		const before = way.points[at - 1];
		const after = way.points[at];
		if (!before || !after) break;
		const length = distance(before, after);
		if (walked + length < wanted && at < way.points.length - 1) {
			walked += length;
			continue;
		}
		const along = length === 0 ? 0 : (wanted - walked) / length;
		const angle = Math.atan2(after.y - before.y, after.x - before.x);
		return {
			x: before.x + (after.x - before.x) * along - Math.sin(angle) * aside,
			y: before.y + (after.y - before.y) * along + Math.cos(angle) * aside,
			angle,
		};
	}
	const only = way.points[0] ?? { x: 0, y: 0 };
	return { ...only, angle: 0 };
}

/** The place of something of a length on a way, so that it neither begins before the way nor reaches over its end. */
export function placeWithin(way: Way, share: number, length: number, aside = 0): Place {
	const inset = way.length === 0 ? 0 : Math.min(0.5, length / 2 / way.length);
	return placeOn(way, inset + Math.min(1, Math.max(0, share)) * (1 - 2 * inset), aside);
}

/** Where the middle of words stands that stay over their link as long as they fit there, so that they cover no node. */
export function withinWay(way: Way, x: number, half: number): number {
	const ends = way.points.map((point) => point.x);
	const left = Math.min(...ends) + 4 + half;
	const right = Math.max(...ends) - 4 - half;
	return left > right ? (left + right) / 2 : Math.min(right, Math.max(left, x));
}
