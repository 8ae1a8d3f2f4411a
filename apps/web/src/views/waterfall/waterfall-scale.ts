import type { Nanoseconds } from "@roundtrip/model";
import { scaleLinear } from "d3-scale";
import { type Tick, ticksBetween } from "../time/ticks.ts";
import type { TimeWindow } from "../time/time-window.ts";

/** Where the three columns of the waterfall lie, and times within the middle one. */
export interface WaterfallScale {
	readonly isWide: boolean;
	readonly labelWidth: number;
	readonly chartWidth: number;
	readonly endWidth: number;
	/** Pixels from the left of the chart. */
	xOf(timeNs: Nanoseconds): number;
	timeAt(x: number): Nanoseconds;
	readonly ticks: readonly Tick[];
}

const WIDE = 640;
const TICK_ROOM = 96;

/** Lays a window of time out over the width of the view. */
export function waterfallScale({ fromNs, toNs }: TimeWindow, width: number): WaterfallScale {
	const isWide = width >= WIDE;
	const labelWidth = isWide ? 236 : 148;
	const endWidth = isWide ? 188 : 92;
	const chartWidth = Math.max(40, width - labelWidth - endWidth);
	const scale = scaleLinear().domain([fromNs, toNs]).range([0, chartWidth]);
	return {
		isWide,
		labelWidth,
		chartWidth,
		endWidth,
		xOf: (timeNs) => scale(timeNs),
		timeAt: (x) => scale.invert(x),
		ticks: ticksBetween(fromNs, toNs, Math.max(2, chartWidth / TICK_ROOM)),
	};
}
