import type { Nanoseconds } from "@roundtrip/model";
import { type PointerEvent, type ReactElement, type RefObject, useEffect, useRef } from "react";
import { momentText } from "../../lab/moment-text.ts";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { useLeftAlone } from "../use-left-alone.ts";
import type { FoldedScale } from "./folded-scale.ts";
import styles from "./ladder.module.css";

interface LadderCursorProps {
	readonly run: Run;
	readonly scale: FoldedScale;
	readonly scroller: RefObject<HTMLElement | null>;
}

const HALF_HANDLE = 9;

/** The line of the one moment, and the veil over what lies after it. Moved without rendering. */
export function LadderCursor({ run, scale, scroller }: LadderCursorProps): ReactElement {
	const lineRef = useRef<HTMLDivElement>(null);
	const veilRef = useRef<HTMLDivElement>(null);
	const handleRef = useRef<HTMLDivElement>(null);
	const isDragging = useRef(false);
	const isFree = useLeftAlone(scroller);

	useEffect(() => {
		const move = (timeNs: Nanoseconds): void => {
			const y = scale.yOf(timeNs);
			if (lineRef.current) lineRef.current.style.transform = `translateY(${y}px)`;
			if (veilRef.current) veilRef.current.style.transform = `translateY(${y}px)`;
			if (handleRef.current) {
				handleRef.current.textContent = momentText(timeNs, run.durationNs);
				handleRef.current.style.transform = `translateY(${Math.max(0, y - HALF_HANDLE)}px)`;
			}
			if (scroller.current && !isDragging.current && isFree()) keepInSight(scroller.current, y);
		};
		move(useLab.getState().cursor.timeNs);
		return useLab.subscribe((now, before) => {
			if (now.run === run && now.cursor !== before.cursor) move(now.cursor.timeNs);
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
			<div ref={veilRef} className={styles.veil} aria-hidden="true" />
			<div ref={lineRef} className={styles.cursor} aria-hidden="true" />
			{/* The whole gutter takes the hand; the keys of the lab move the moment too. */}
			<div
				className={styles.dragger}
				aria-hidden="true"
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
				<div ref={handleRef} className={styles.handle} />
			</div>
		</>
	);
}

/** Scrolls only where the line comes near a border: a view that always moves can't be read. */
function keepInSight(scroller: HTMLElement, y: number): void {
	const { scrollTop, clientHeight } = scroller;
	if (y < scrollTop + 24) scroller.scrollTop = Math.max(0, y - clientHeight * 0.3);
	else if (y > scrollTop + clientHeight * 0.8) scroller.scrollTop = y - clientHeight * 0.45;
}
