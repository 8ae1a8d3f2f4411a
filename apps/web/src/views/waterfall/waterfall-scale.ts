import type { Nanoseconds } from "@roundtrip/model";
import { linear } from "../time/linear.ts";
import { type Tick, ticksBetween } from "../time/ticks.ts";
import type { TimeWindow } from "../time/time-window.ts";

/** Where the three columns of the waterfall lie, and times within the middle one. */
export interface WaterfallScale {
	/** Whether outcomes are written out, not only signed. */
	readonly isWide: boolean;
	readonly labelWidth: number;
	readonly chartWidth: number;
	readonly endWidth: number;
	/** Pixels from the left of the chart. */
	xOf(timeNs: Nanoseconds): number;
	timeAt(x: number): Nanoseconds;
	readonly ticks: readonly Tick[];
}

/** From so many pixels on there is room for words of this width beside the bars. */
const TIERS = [
	{ from: 860, label: 236, end: 188 },
	{ from: 540, label: 172, end: 178 },
] as const;
const NARROW = { label: 148, end: 92 } as const;
const TICK_ROOM = 96;

/** Lays a window of time out over the width of the view. */
export function waterfallScale({ fromNs, toNs }: TimeWindow, width: number): WaterfallScale {
	const tier = TIERS.find(({ from }) => width >= from);
	const { label: labelWidth, end: endWidth } = tier ?? NARROW;
	const chartWidth = Math.max(40, width - labelWidth - endWidth);
	const scale = linear([fromNs, toNs], [0, chartWidth]);
	return {
		isWide: tier !== undefined,
		labelWidth,
		chartWidth,
		endWidth,
		xOf: (timeNs) => scale.at(timeNs),
		timeAt: (x) => Math.round(scale.back(x)),
		ticks: ticksBetween(fromNs, toNs, Math.max(2, chartWidth / TICK_ROOM)),
	};
}
