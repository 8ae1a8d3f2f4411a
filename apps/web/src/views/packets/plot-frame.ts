import type { Nanoseconds } from "@roundtrip/model";
import { linear } from "../time/linear.ts";
import type { WindowSeries } from "./window-series.ts";

/** What the words around the plot take of its room. */
export const LEFT = 40;
export const RIGHT = 56;
export const TOP = 28;
export const BOTTOM = 24;

/** Where times and segments lie in the plot. */
export interface PlotFrame {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
	xOf(timeNs: Nanoseconds): number;
	timeAt(x: number): Nanoseconds;
	yOf(segments: number): number;
}

export function plotFrame({ fromNs, toNs, most }: WindowSeries, width: number, height: number): PlotFrame {
	const right = Math.max(LEFT + 40, width - RIGHT);
	const bottom = Math.max(TOP + 40, height - BOTTOM);
	const x = linear([fromNs, Math.max(fromNs + 1, toNs)], [LEFT, right]);
	const y = linear([0, most * 1.05], [bottom, TOP]);
	return {
		left: LEFT,
		right,
		top: TOP,
		bottom,
		xOf: (timeNs) => x.at(timeNs),
		timeAt: (at) => x.back(at),
		yOf: (value) => y.at(value),
	};
}
