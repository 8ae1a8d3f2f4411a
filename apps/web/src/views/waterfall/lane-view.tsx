import { countOf } from "@roundtrip/analysis";
import { type KeyboardEvent, memo, type ReactElement, useState } from "react";
import { classes } from "../../design/classes.ts";
import { pick, pointAt } from "../pick.ts";
import { Bar } from "./bar.tsx";
import type { Lane, LaneBar } from "./connection-lanes.ts";
import { type LaneSize, laneSize } from "./lane-size.ts";
import { barWords, laneWords } from "./lane-words.ts";
import lanes from "./lanes.module.css";
import styles from "./waterfall.module.css";
import type { WaterfallScale } from "./waterfall-scale.ts";

interface LaneViewProps {
	readonly lane: Lane;
	readonly top: number;
	readonly scale: WaterfallScale;
	/** Exchanges. */
	readonly selected: number | undefined;
	readonly hovered: number | undefined;
}

/** One lane: what it is, its bars on the scale of time, and how many requests it carried. */
export const LaneView = memo((props: LaneViewProps): ReactElement => {
	const { lane, top, scale, selected, hovered } = props;
	const { chartWidth, labelWidth, xOf } = scale;
	const size = laneSize(lane);
	const middle = size.height / 2;
	return (
		<li
			className={classes(styles.row, lanes.lane)}
			style={{ transform: `translateY(${top}px)`, height: size.height }}
			aria-label={laneWords(lane)}
		>
			<span className={lanes.label} style={{ width: labelWidth }} title={`${lane.name}: ${lane.detail}`}>
				<span className={styles.name}>{lane.name}</span>
				<span className={lanes.detail}>{lane.detail}</span>
			</span>
			<svg className={styles.chart} aria-hidden="true" width={chartWidth} height={size.height}>
				{lane.kind === "connection" && (
					<line className={lanes.open} x1={xOf(lane.openFrom)} x2={xOf(lane.openTo)} y1={middle} y2={middle} />
				)}
				<Bar
					stretches={lane.setUp}
					lossesAt={[]}
					xOf={xOf}
					width={chartWidth}
					top={middle - SET_UP / 2}
					height={SET_UP}
				/>
				{lane.bars.map((bar) => (
					<LaneBarView
						key={bar.key}
						bar={bar}
						size={size}
						scale={scale}
						look={bar.exchange === selected ? "selected" : bar.exchange === hovered ? "hovered" : undefined}
					/>
				))}
			</svg>
			<span className={lanes.end}>
				{lane.kind === "waiting" ? `${lane.bars.length} waited` : countOf(lane.bars.length, "request")}
			</span>
			<LaneTwin bars={lane.bars} />
		</li>
	);
});

const SET_UP = 14;
const DIGIT = 7;

interface LaneBarViewProps {
	readonly bar: LaneBar;
	readonly size: LaneSize;
	readonly scale: WaterfallScale;
	readonly look: "selected" | "hovered" | undefined;
}

function LaneBarView({ bar, size, scale, look }: LaneBarViewProps): ReactElement | null {
	const { xOf, chartWidth } = scale;
	const [x0, x1] = [xOf(bar.startAt), xOf(bar.endAt)];
	if (x1 < 0 || x0 > chartWidth) return null;
	const top = size.top + bar.row * size.pitch;
	const select = { kind: "exchange", id: bar.exchange } as const;
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the list of buttons after the lane is its twin for the keyboard
		<g
			className={lanes.bar}
			onClick={() => pick(select)}
			onPointerEnter={() => pointAt(select)}
			onPointerLeave={() => pointAt(null)}
		>
			<title>{barWords(bar)}</title>
			<Bar stretches={bar.stretches} lossesAt={bar.lossesAt} xOf={xOf} width={chartWidth} top={top} height={size.bar} />
			<ExchangeNumber bar={bar} xOf={xOf} y={top + size.bar / 2 + 4} isThick={size.bar >= 12} />
			<rect
				className={classes(lanes.frame, look && lanes[look])}
				x={x0 - 1}
				y={top - 1}
				width={Math.max(3, x1 - x0 + 2)}
				height={size.bar + 2}
			/>
		</g>
	);
}

interface ExchangeNumberProps {
	readonly bar: LaneBar;
	readonly xOf: WaterfallScale["xOf"];
	readonly y: number;
	readonly isThick: boolean;
}

/** The number of the exchange, in the bar of its request where it has room there. */
function ExchangeNumber({ bar, xOf, y, isThick }: ExchangeNumberProps): ReactElement | null {
	const request = bar.stretches.find(({ part }) => part === "request");
	if (!request || !isThick) return null;
	const [x0, x1] = [xOf(request.startAt), xOf(request.endAt)];
	if (x0 < 0 || x1 - x0 < String(bar.exchange).length * DIGIT + 4) return null;
	return (
		<text className={lanes.number} x={(x0 + x1) / 2} y={y} textAnchor="middle">
			{bar.exchange}
		</text>
	);
}

/** So many can be walked through; more are in the list by request. */
const MOST_LISTED = 200;

/** The bars as buttons: read by screen readers, and the way to them by keyboard; one stop of the tab key. */
function LaneTwin({ bars }: { readonly bars: readonly LaneBar[] }): ReactElement {
	const [at, setAt] = useState(0);
	const listed = bars.slice(0, MOST_LISTED);
	const walk = (event: KeyboardEvent<HTMLElement>): void => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step === undefined) return;
		event.preventDefault();
		const next = Math.max(0, Math.min(listed.length - 1, at + step));
		setAt(next);
		event.currentTarget.querySelectorAll("button")[next]?.focus();
	};
	return (
		<ul className="visually-hidden" onKeyDown={walk}>
			{listed.map((bar, nth) => (
				<li key={bar.key}>
					<button
						type="button"
						tabIndex={nth === at ? 0 : -1}
						onClick={() => pick({ kind: "exchange", id: bar.exchange })}
						onFocus={() => pointAt({ kind: "exchange", id: bar.exchange })}
						onBlur={() => pointAt(null)}
					>
						{barWords(bar)}
					</button>
				</li>
			))}
		</ul>
	);
}
