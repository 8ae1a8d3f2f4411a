import type { Nanoseconds } from "@roundtrip/model";
import { type ReactElement, useEffect, useRef } from "react";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import styles from "./window-plot.module.css";

interface PlotCursorProps {
	readonly run: Run;
	readonly xOf: (timeNs: Nanoseconds) => number;
	readonly left: number;
	readonly width: number;
	readonly top: number;
	readonly bottom: number;
}

/** The line of the one moment. Moved without rendering. */
export function PlotCursor({ run, xOf, left, width, top, bottom }: PlotCursorProps): ReactElement {
	const ref = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const move = (timeNs: Nanoseconds): void => {
			const x = Math.max(-8, Math.min(width + 8, xOf(timeNs) - left));
			if (ref.current) ref.current.style.transform = `translateX(${x}px)`;
		};
		move(useLab.getState().cursor.timeNs);
		return useLab.subscribe((now, before) => {
			if (now.run === run && now.cursor !== before.cursor) move(now.cursor.timeNs);
		});
	}, [run, xOf, left, width]);
	return (
		<div className={styles.overlay} style={{ left, width, top, bottom }} aria-hidden="true">
			<div ref={ref} className={styles.cursor} />
		</div>
	);
}
