import type { Nanoseconds } from "@roundtrip/model";
import { type ReactElement, useEffect, useRef } from "react";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import styles from "./waterfall.module.css";
import type { WaterfallScale } from "./waterfall-scale.ts";

interface WaterfallCursorProps {
	readonly run: Run;
	readonly scale: WaterfallScale;
}

/** A little before the chart, where the line is out of sight. */
const VEILED = 8;

/** The line of the one moment, and the veil over what lies after it. Moved without rendering. */
export function WaterfallCursor({ run, scale }: WaterfallCursorProps): ReactElement {
	const lineRef = useRef<HTMLDivElement>(null);
	const veilRef = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const move = (timeNs: Nanoseconds): void => {
			const transform = `translateX(${Math.max(-VEILED, scale.xOf(timeNs))}px)`;
			if (lineRef.current) lineRef.current.style.transform = transform;
			if (veilRef.current) veilRef.current.style.transform = transform;
		};
		move(useLab.getState().cursor.timeNs);
		return useLab.subscribe((now, before) => {
			if (now.run === run && now.cursor !== before.cursor) move(now.cursor.timeNs);
		});
	}, [run, scale]);
	return (
		<div className={styles.overlay} style={{ left: scale.labelWidth, width: scale.chartWidth }} aria-hidden="true">
			<div ref={veilRef} className={styles.veil} />
			<div ref={lineRef} className={styles.cursor} />
		</div>
	);
}
