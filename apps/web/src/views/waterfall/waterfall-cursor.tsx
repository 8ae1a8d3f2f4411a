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

/** The line of the one moment, and the veil over what lies after it. Moved without rendering. */
export function WaterfallCursor({ run, scale }: WaterfallCursorProps): ReactElement {
	const lineRef = useRef<HTMLDivElement>(null);
	const veilRef = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const { labelWidth: left, chartWidth: width, xOf } = scale;
		const move = (timeNs: Nanoseconds): void => {
			const x = Math.min(width, Math.max(0, xOf(timeNs)));
			const isInSight = xOf(timeNs) >= -1 && xOf(timeNs) <= width + 1;
			if (lineRef.current) {
				lineRef.current.style.transform = `translateX(${left + x}px)`;
				lineRef.current.hidden = !isInSight;
			}
			if (veilRef.current) {
				veilRef.current.style.left = `${left + x}px`;
				veilRef.current.style.width = `${width - x}px`;
			}
		};
		move(useLab.getState().cursor.timeNs);
		return useLab.subscribe((now, before) => {
			if (now.run === run && now.cursor !== before.cursor) move(now.cursor.timeNs);
		});
	}, [run, scale]);
	return (
		<>
			<div ref={veilRef} className={styles.veil} aria-hidden="true" />
			<div ref={lineRef} className={styles.cursor} aria-hidden="true" />
		</>
	);
}
