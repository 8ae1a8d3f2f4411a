import { formatSize } from "@roundtrip/analysis";
import type { Nanoseconds } from "@roundtrip/model";
import { scaleLinear } from "d3-scale";
import { type PointerEvent, type ReactElement, useMemo } from "react";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { pointAt } from "../pick.ts";
import { ticksBetween } from "../time/ticks.ts";
import type { TimeWindow } from "../time/time-window.ts";
import { useSize } from "../use-size.ts";
import { goToPacket } from "./go-to-packet.ts";
import { PlotCursor } from "./plot-cursor.tsx";
import { BOTTOM, LEFT, type PlotFrame, plotFrame, RIGHT, TOP } from "./plot-frame.ts";
import { PlotLabels } from "./plot-labels.tsx";
import { type Step, stepPath } from "./step-path.ts";
import styles from "./window-plot.module.css";
import type { WindowSeries } from "./window-series.ts";

interface WindowPlotProps {
	readonly run: Run;
	readonly series: WindowSeries;
	readonly sender: string;
	/** What the ladder shows. */
	readonly seen: TimeWindow | undefined;
}

/** How far the sender dared: its window, what was in flight, and where slow start ends, over the whole connection. */
export function WindowPlot({ run, series, sender, seen }: WindowPlotProps): ReactElement {
	const [ref, { width, height }] = useSize<HTMLDivElement>();
	const frame = useMemo(() => plotFrame(series, width, height), [series, width, height]);
	const nearest = (event: PointerEvent<SVGSVGElement>): number | undefined =>
		packetBefore(series, frame.timeAt(event.clientX - event.currentTarget.getBoundingClientRect().left))?.seq;
	return (
		<div className={styles.plot} ref={ref}>
			{width > 0 && height > 0 && (
				<>
					<svg
						className={styles.drawing}
						width={width}
						height={height}
						role="img"
						aria-label={`The congestion window of ${sender}, up to ${Math.round(series.most)} segments; ${series.losses.length} losses`}
						onPointerMove={(event) => {
							const seq = nearest(event);
							if (seq !== undefined) pointAt({ kind: "event", id: seq });
						}}
						onPointerLeave={() => pointAt(null)}
						onPointerDown={(event) => {
							const seq = nearest(event);
							if (seq !== undefined) goToPacket(seq);
						}}
					>
						<Grid frame={frame} series={series} height={height} />
						{seen && <Seen frame={frame} seen={seen} />}
						<Curves frame={frame} series={series} />
						<PlotLabels frame={frame} series={series} />
						<Hovered frame={frame} series={series} />
					</svg>
					<PlotCursor run={run} xOf={frame.xOf} left={LEFT} width={width - LEFT - RIGHT} top={TOP} bottom={BOTTOM} />
				</>
			)}
		</div>
	);
}

function Grid({
	frame,
	series,
	height,
}: {
	readonly frame: PlotFrame;
	readonly series: WindowSeries;
	readonly height: number;
}): ReactElement {
	const { left, right, top, bottom, xOf, yOf } = frame;
	const levels = scaleLinear()
		.domain([0, series.most])
		.ticks(Math.max(2, Math.min(5, (bottom - top) / 40)));
	return (
		<g>
			{levels.map((level) => (
				<g key={level}>
					<line className={styles.grid} x1={left} x2={right} y1={yOf(level)} y2={yOf(level)} />
					<text className={styles.tick} x={left - 6} y={yOf(level) + 4} textAnchor="end">
						{level}
					</text>
				</g>
			))}
			<text className={styles.tick} x={4} y={16}>
				segments
			</text>
			<text className={styles.tick} x={right + RIGHT - 4} y={16} textAnchor="end">
				{`1 segment: ${formatSize(series.segmentBytes)}`}
			</text>
			{ticksBetween(series.fromNs, series.toNs, Math.max(2, (right - left) / 88)).map(({ timeNs, label }) => (
				<text key={timeNs} className={styles.tick} x={xOf(timeNs)} y={height - 6} textAnchor="middle">
					{label}
				</text>
			))}
		</g>
	);
}

/** What the ladder shows of it. */
function Seen({ frame, seen }: { readonly frame: PlotFrame; readonly seen: TimeWindow }): ReactElement {
	const x0 = Math.max(frame.left, frame.xOf(seen.fromNs));
	const x1 = Math.min(frame.right, frame.xOf(seen.toNs));
	return (
		<rect className={styles.seen} x={x0} y={frame.top} width={Math.max(2, x1 - x0)} height={frame.bottom - frame.top} />
	);
}

function Curves({ frame, series }: { readonly frame: PlotFrame; readonly series: WindowSeries }): ReactElement {
	const { right, bottom, xOf, yOf } = frame;
	const paths = useMemo(() => {
		const steps = (figureOf: (line: WindowSeries["lines"][number]) => number | undefined): readonly Step[] =>
			series.lines.map((line) => {
				const value = figureOf(line);
				return { x: xOf(line.at), y: value === undefined ? undefined : Math.max(0, yOf(value)) };
			});
		return {
			window: stepPath(
				steps(({ data }) => data.cwnd),
				right,
			),
			inFlight: stepPath(
				steps(({ data }) => data.inFlight),
				right,
			),
			threshold: stepPath(
				steps(({ data }) => data.ssthresh),
				right,
			),
		};
	}, [series, xOf, yOf, right]);
	const firstX = xOf(series.lines[0]?.at ?? 0);
	return (
		<g>
			<path
				className={styles.flightArea}
				data-from={series.fromClient ? "client" : "server"}
				d={`${paths.inFlight}V${bottom}H${firstX}Z`}
			/>
			<path className={styles.flight} data-from={series.fromClient ? "client" : "server"} d={paths.inFlight} />
			<path className={styles.threshold} d={paths.threshold} />
			<path className={styles.window} d={paths.window} />
			{series.losses.map((line) => {
				const [x, y] = [xOf(line.at), yOf(line.data.cwnd)];
				return <path key={line.seq} className={styles.loss} d={`M${x - 4} ${y - 4}l8 8m0-8l-8 8`} />;
			})}
		</g>
	);
}

/** The packet that is pointed at, here or in the ladder. */
function Hovered({ frame, series }: { readonly frame: PlotFrame; readonly series: WindowSeries }): ReactElement | null {
	const hovered = useLab(({ hover }) => (hover?.kind === "event" ? hover.id : undefined));
	const line = hovered === undefined ? undefined : series.lines.find(({ seq }) => seq === hovered);
	if (!line) return null;
	const x = frame.xOf(line.at);
	return (
		<g>
			<line className={styles.hoverLine} x1={x} x2={x} y1={frame.top} y2={frame.bottom} />
			<circle className={styles.hoverDot} cx={x} cy={frame.yOf(line.data.cwnd)} r="3.5" />
			<circle className={styles.hoverDot} cx={x} cy={frame.yOf(line.data.inFlight)} r="3.5" />
		</g>
	);
}

/** The last packet that had left at a time. */
function packetBefore({ lines }: WindowSeries, timeNs: Nanoseconds): WindowSeries["lines"][number] | undefined {
	let low = 0;
	let high = lines.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((lines[middle]?.at ?? 0) <= timeNs) low = middle + 1;
		else high = middle;
	}
	return lines[Math.max(0, low - 1)];
}
