import type { Nanoseconds, Trace } from "@roundtrip/model";
import { linear } from "../time/linear.ts";
import { ticksBetween } from "../time/ticks.ts";
import { type EventRows, eventRows, levelRows, rowAtTime, timeAtRow } from "./event-rows.ts";

/** True time, where equal durations are equally long; or one row an event, where all gaps can be read. */
export type SequenceMode = "time" | "events";

/** Where moments lie from top to bottom, in pixels. */
export interface VerticalScale {
	readonly mode: SequenceMode;
	readonly height: number;
	ofEvent(seq: number): number;
	ofTime(timeNs: Nanoseconds): number;
	timeAt(y: number): Nanoseconds;
	/** The times worth writing at the border between two heights, from top to bottom. */
	stops(top: number, bottom: number): readonly Stop[];
}

/** A time at the border. */
export interface Stop {
	readonly y: number;
	readonly timeNs: Nanoseconds;
	/** As a round time is written; absent where the time is that of an event. */
	readonly label?: string;
}

export const ROW_HEIGHT = 28;
/** Above the first moment and below the last. */
export const PADDING = 28;
/** Browsers lose precision, then content, beyond some millions of pixels. */
const TALLEST = 4_000_000;
/** One round time in so many pixels. */
const TICK_PITCH = 72;

/** One row an event; of one exchange only, where one is given. */
export function eventScale(trace: Trace, exchange?: number): VerticalScale {
	return scaleOfRows(eventRows(trace, exchange));
}

/** Scales of several traces on which equal times are level: each moment of any has its row in all. */
export function levelEventScales(
	traces: readonly Trace[],
	exchange?: number,
	rowHeight: number = ROW_HEIGHT,
): readonly VerticalScale[] {
	const rows = levelRows(traces.map((trace) => eventRows(trace, exchange)));
	return rows.map((each) => scaleOfRows(each, rowHeight));
}

function scaleOfRows(rows: EventRows, rowHeight: number = ROW_HEIGHT): VerticalScale {
	const pitch = Math.min(rowHeight, TALLEST / Math.max(1, rows.count));
	return {
		mode: "events",
		height: Math.max(0, rows.count - 1) * pitch + 2 * PADDING,
		ofEvent: (seq) => PADDING + (rows.rowOfEvent[seq] ?? 0) * pitch,
		ofTime: (timeNs) => PADDING + rowAtTime(rows, timeNs) * pitch,
		timeAt: (y) => Math.round(timeAtRow(rows, (y - PADDING) / pitch)),
		stops: (top, bottom) => {
			const stops: Stop[] = [];
			const first = Math.max(0, Math.floor((top - PADDING) / pitch));
			for (let row = first; row < rows.count && PADDING + row * pitch <= bottom; row++) {
				const timeNs = rows.timeOfRow[row] ?? 0;
				if (row === 0 || timeNs !== rows.timeOfRow[row - 1]) stops.push({ y: PADDING + row * pitch, timeNs });
			}
			return stops;
		},
	};
}

/** True time over a height in pixels. */
export function timeScale(trace: Trace, durationNs: Nanoseconds, wantedHeight: number): VerticalScale {
	const height = Math.min(TALLEST, Math.max(4 * PADDING, wantedHeight));
	const endNs = Math.max(1, durationNs);
	const scale = linear([0, endNs], [PADDING, height - PADDING]);
	const yOf = (timeNs: Nanoseconds): number => scale.at(Math.min(endNs, Math.max(0, timeNs)));
	const timeAt = (y: number): Nanoseconds => Math.min(endNs, Math.max(0, scale.back(y)));
	return {
		mode: "time",
		height,
		ofEvent: (seq) => yOf(trace.at(seq)),
		ofTime: yOf,
		timeAt: (y) => Math.round(timeAt(y)),
		stops: (top, bottom) => {
			const most = Math.max(2, (bottom - top) / TICK_PITCH);
			return ticksBetween(timeAt(top), timeAt(bottom), most).map((tick) => ({
				...tick,
				y: yOf(tick.timeNs),
			}));
		},
	};
}
