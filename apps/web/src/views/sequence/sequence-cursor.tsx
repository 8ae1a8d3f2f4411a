import { type PointerEvent, type ReactElement, type RefObject, useEffect, useRef } from "react";
import type { Cursor } from "../../lab/cursor.ts";
import { momentText } from "../../lab/moment-text.ts";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { useLeftAlone } from "../use-left-alone.ts";
import styles from "./sequence.module.css";
import type { VerticalScale } from "./vertical-scale.ts";

interface SequenceCursorProps {
	readonly run: Run;
	readonly scale: VerticalScale;
	readonly scroller: RefObject<HTMLElement | null>;
	readonly width: number;
}

/** The line of the one moment, and the veil over what lies after it. Moved without rendering. */
export function SequenceCursor({ run, scale, scroller, width }: SequenceCursorProps): ReactElement {
	const lineRef = useRef<HTMLDivElement>(null);
	const veilRef = useRef<HTMLDivElement>(null);
	const handleRef = useRef<HTMLDivElement>(null);
	const isDragging = useRef(false);
	const isFree = useLeftAlone(scroller);

	useEffect(() => {
		const move = (cursor: Cursor, playing: boolean): void => {
			const y = heightOf(run, scale, cursor);
			if (lineRef.current) lineRef.current.style.transform = `translateY(${y}px)`;
			if (veilRef.current) veilRef.current.style.transform = `translateY(${y + HALF_SIGN}px)`;
			const text = momentText(cursor.timeNs, run.durationNs);
			handleRef.current?.setAttribute("aria-valuenow", String(cursor.timeNs));
			handleRef.current?.setAttribute("aria-valuetext", text);
			if (handleRef.current) {
				handleRef.current.textContent = text;
				handleRef.current.style.transform = `translateY(${y - HALF_HANDLE}px)`;
			}
			if (scroller.current && !isDragging.current && isFree()) keepInSight(scroller.current, y, playing);
		};
		const { cursor, playing } = useLab.getState();
		move(cursor, playing);
		return useLab.subscribe((now, before) => {
			if (now.run === run && now.cursor !== before.cursor) move(now.cursor, now.playing);
		});
	}, [run, scale, scroller, isFree]);

	const drag = (event: PointerEvent<HTMLElement>): void => {
		const body = event.currentTarget.parentElement;
		if (!body || !isDragging.current) return;
		useLab.getState().pause();
		useLab.getState().seek(scale.timeAt(event.clientY - body.getBoundingClientRect().top));
	};
	return (
		<>
			<div ref={veilRef} className={styles.veil} style={{ width }} aria-hidden="true" />
			<div ref={lineRef} className={styles.cursor} style={{ width }} aria-hidden="true" />
			{/* The whole gutter takes the hand: a line of one pixel is hard to hold. */}
			<div
				className={styles.dragger}
				onPointerDown={(event) => {
					isDragging.current = true;
					event.currentTarget.setPointerCapture(event.pointerId);
					drag(event);
				}}
				onPointerMove={drag}
				onPointerUp={() => {
					isDragging.current = false;
				}}
			>
				<div
					ref={handleRef}
					className={styles.handle}
					role="slider"
					tabIndex={0}
					aria-label="Moment"
					aria-orientation="vertical"
					aria-valuemin={0}
					aria-valuemax={run.durationNs}
					aria-valuenow={0}
				/>
			</div>
		</>
	);
}

/** The cursor stands at its last event where it is at its time, else between events. */
function heightOf(run: Run, scale: VerticalScale, { timeNs, seq }: Cursor): number {
	return seq >= 0 && run.trace.at(seq) === timeNs ? scale.ofEvent(seq) : scale.ofTime(timeNs);
}

/** Scrolls only where the line comes near a border: a view that always moves can't be read. */
function keepInSight(scroller: HTMLElement, y: number, playing: boolean): void {
	const { scrollTop, clientHeight } = scroller;
	const lowest = clientHeight * (playing ? 0.7 : 0.85) - HEADER;
	if (y < scrollTop + 24) scroller.scrollTop = Math.max(0, y - clientHeight * 0.3);
	else if (y > scrollTop + lowest) scroller.scrollTop = y - (playing ? lowest : clientHeight * 0.45);
}

const HEADER = 32;
const HALF_HANDLE = 9;
/** What happens at the very moment is not veiled yet. */
const HALF_SIGN = 8;
