import type { ReactElement } from "react";
import type { PlotFrame } from "./plot-frame.ts";
import styles from "./window-plot.module.css";
import type { WindowSeries } from "./window-series.ts";

const PITCH = 13;

/** The names of the curves at their right ends, moved apart where they would overlap. */
export function PlotLabels({
	frame,
	series,
}: {
	readonly frame: PlotFrame;
	readonly series: WindowSeries;
}): ReactElement {
	const last = series.lines.at(-1)?.data;
	const wanted = [
		{ name: "window", className: styles.windowName, at: last?.cwnd },
		{ name: "threshold", className: styles.thresholdName, at: last?.ssthresh },
		{ name: "in flight", className: styles.flightName, at: last?.inFlight },
	].flatMap(({ at, ...label }) =>
		at === undefined ? [] : [{ ...label, y: frame.yOf(Math.min(at, series.most * 1.05)) }],
	);
	const placed = apart(
		wanted.toSorted((a, b) => a.y - b.y),
		frame.top + 6,
		frame.bottom,
	);
	return (
		<g>
			{placed.map(({ name, className, y }) => (
				<text
					key={name}
					className={className}
					x={frame.right + 5}
					y={y + 4}
					data-from={series.fromClient ? "client" : "server"}
				>
					{name}
				</text>
			))}
		</g>
	);
}

/** Down from the first, then up again from the border, until none overlaps. */
function apart<Label extends { readonly y: number }>(
	labels: readonly Label[],
	top: number,
	bottom: number,
): readonly Label[] {
	const ys = labels.map(({ y }) => Math.max(top, y));
	for (let at = 1; at < ys.length; at++) ys[at] = Math.max(ys[at] ?? 0, (ys[at - 1] ?? 0) + PITCH);
	let limit = bottom;
	for (let at = ys.length - 1; at >= 0; at--) {
		ys[at] = Math.min(ys[at] ?? 0, limit);
		limit = (ys[at] ?? 0) - PITCH;
	}
	return labels.map((label, at) => ({ ...label, y: ys[at] ?? label.y }));
}
