import type { Nanoseconds } from "@roundtrip/model";
import { type ReactElement, useEffect, useRef } from "react";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import styles from "./waterfall.module.css";

interface WaterfallCursorProps {
	readonly run: Run;
	readonly left: number;
	readonly width: number;
	readonly xOf: (timeNs: Nanoseconds) => number;
}

/** The line of the one moment, and the veil over what lies after it. Moved without rendering. */
export function WaterfallCursor({ run, left, width, xOf }: WaterfallCursorProps): ReactElement {
	const lineRef = useRef<HTMLDivElement>(null);
	const veilRef = useRef<HTMLDivElement>(null);
	useEffect(() => {
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
	}, [run, left, width, xOf]);
	return (
		<>
			<div ref={veilRef} className={styles.veil} aria-hidden="true" />
			<div ref={lineRef} className={styles.cursor} aria-hidden="true" />
		</>
	);
}
