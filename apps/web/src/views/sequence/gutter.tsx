import type { Nanoseconds, Trace } from "@roundtrip/model";
import { type ReactElement, useMemo } from "react";
import { momentText } from "../../lab/moment-text.ts";
import { ticksBetween } from "../time/ticks.ts";
import styles from "./sequence.module.css";
import type { VerticalScale } from "./vertical-scale.ts";

interface GutterProps {
	readonly trace: Trace;
	readonly durationNs: Nanoseconds;
	readonly scale: VerticalScale;
	readonly top: number;
	readonly bottom: number;
}

interface Stop {
	readonly y: number;
	readonly label: string;
}

/** One time in so many pixels. */
const TICK_PITCH = 72;

/** The times at the left: round ones on the true scale, that of each moment where every event has a row. */
export function Gutter({ trace, durationNs, scale, top, bottom }: GutterProps): ReactElement {
	const stops = useMemo((): readonly Stop[] => {
		const from = scale.timeAt(top);
		const to = scale.timeAt(bottom);
		if (scale.mode === "time") {
			const ticks = ticksBetween(from, to, Math.max(2, (bottom - top) / TICK_PITCH));
			return ticks.map(({ timeNs, label }) => ({ y: scale.ofTime(timeNs), label }));
		}
		const moments = momentsBetween(trace, from, to).map(({ seq, timeNs }) => ({
			y: scale.ofEvent(seq),
			label: momentText(timeNs, durationNs),
		}));
		// Moments closer than the last digit are told once.
		return moments.filter(({ label }, at) => label !== moments[at - 1]?.label);
	}, [trace, durationNs, scale, top, bottom]);
	return (
		<div className={styles.gutter} aria-hidden="true">
			{stops.map(({ y, label }) => (
				<span key={y} className={styles.time} style={{ top: y }}>
					{label}
				</span>
			))}
		</div>
	);
}

/** The first event of each time. */
function momentsBetween(
	trace: Trace,
	fromNs: Nanoseconds,
	toNs: Nanoseconds,
): readonly { readonly seq: number; readonly timeNs: Nanoseconds }[] {
	const found: { readonly seq: number; readonly timeNs: Nanoseconds }[] = [];
	let before = -1;
	for (let seq = Math.max(0, trace.lastAt(fromNs - 1) + 1); seq < trace.length && trace.at(seq) <= toNs; seq++) {
		const timeNs = trace.at(seq);
		if (timeNs !== before) found.push({ seq, timeNs });
		before = timeNs;
	}
	return found;
}
