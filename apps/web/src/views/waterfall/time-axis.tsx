import { type PointerEvent, type ReactElement, useRef } from "react";
import { useLab } from "../../lab/store.ts";
import styles from "./waterfall.module.css";
import type { WaterfallScale } from "./waterfall-scale.ts";

export const AXIS_HEIGHT = 28;

/** The scale of time above the bars; pressing on it moves the cursor there. */
export function TimeAxis({ scale }: { readonly scale: WaterfallScale }): ReactElement {
	const { ticks, chartWidth: width, xOf, timeAt } = scale;
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
			height={AXIS_HEIGHT}
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
						<line className={styles.tick} x1={x} x2={x} y1={AXIS_HEIGHT - 6} y2={AXIS_HEIGHT} />
						<text className={styles.tickWords} x={x} y={17} textAnchor={anchor}>
							{label}
						</text>
					</g>
				);
			})}
		</svg>
	);
}
