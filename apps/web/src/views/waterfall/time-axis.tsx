import type { Nanoseconds } from "@roundtrip/model";
import { type PointerEvent, type ReactElement, useRef } from "react";
import { useLab } from "../../lab/store.ts";
import type { Tick } from "../time/ticks.ts";
import styles from "./waterfall.module.css";

interface TimeAxisProps {
	readonly ticks: readonly Tick[];
	readonly width: number;
	readonly xOf: (timeNs: Nanoseconds) => number;
	readonly timeAt: (x: number) => Nanoseconds;
}

/** The scale of time above the bars; pressing on it moves the cursor there. */
export function TimeAxis({ ticks, width, xOf, timeAt }: TimeAxisProps): ReactElement {
	const isDragging = useRef(false);
	const seek = (event: PointerEvent<SVGSVGElement>): void => {
		if (!isDragging.current) return;
		const { pause, seek: seekTo } = useLab.getState();
		pause();
		seekTo(timeAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
	};
	return (
		<svg
			className={styles.axis}
			width={width}
			height={28}
			aria-hidden="true"
			onPointerDown={(event) => {
				isDragging.current = true;
				event.currentTarget.setPointerCapture(event.pointerId);
				seek(event);
			}}
			onPointerMove={seek}
			onPointerUp={() => {
				isDragging.current = false;
			}}
		>
			{ticks.map(({ timeNs, label }) => {
				const x = xOf(timeNs);
				const anchor = x < 24 ? "start" : x > width - 24 ? "end" : "middle";
				return (
					<g key={timeNs}>
						<line className={styles.tick} x1={x} x2={x} y1={22} y2={28} />
						<text className={styles.tickWords} x={x} y={17} textAnchor={anchor}>
							{label}
						</text>
					</g>
				);
			})}
		</svg>
	);
}
