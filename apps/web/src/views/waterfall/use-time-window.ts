import type { ExchangeReport } from "@roundtrip/analysis";
import type { Nanoseconds } from "@roundtrip/model";
import { type RefObject, useCallback, useEffect, useState } from "react";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { panned, showing, type TimeWindow, withinRun, zoomed } from "../time/time-window.ts";
import { waterfallScale } from "./waterfall-scale.ts";

export interface TimeWindowControl {
	readonly window: TimeWindow;
	readonly isWhole: boolean;
	/** Below 1 looks closer. */
	zoom(factor: number): void;
	showAll(): void;
}

interface TimeWindowOptions {
	readonly run: Run;
	readonly untilNs: Nanoseconds;
	readonly scroller: RefObject<HTMLElement | null>;
	/** Of the whole view. */
	readonly width: number;
	readonly selected: ExchangeReport | undefined;
}

/**
 * The part of a run that is shown: zoomed by buttons around what is selected, or by the wheel with ctrl around the pointer;
 * moved by a sideways wheel; following the cursor where it leaves.
 */
export function useTimeWindow({ run, untilNs, scroller, width, selected }: TimeWindowOptions): TimeWindowControl {
	const [chosen, setChosen] = useState<TimeWindow | null>(null);
	const whole: TimeWindow = { fromNs: 0, toNs: Math.max(1, untilNs) };
	const window = chosen === null ? whole : withinRun(chosen, whole.toNs);

	const change = useCallback(
		(how: (window: TimeWindow) => TimeWindow) =>
			setChosen((before) => {
				const next = how(before ?? { fromNs: 0, toNs: Math.max(1, untilNs) });
				return next.toNs - next.fromNs >= untilNs ? null : next;
			}),
		[untilNs],
	);

	useEffect(() => {
		const element = scroller.current;
		if (!element) return undefined;
		const wheel = (event: WheelEvent): void => {
			if (event.ctrlKey || event.metaKey) {
				event.preventDefault();
				const x = event.clientX - element.getBoundingClientRect().left;
				change((before) => {
					const { labelWidth, timeAt } = waterfallScale(before, width);
					return zoomed(before, Math.exp(event.deltaY * 0.002), timeAt(x - labelWidth), untilNs);
				});
			} else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
				event.preventDefault();
				change((before) => panned(before, event.deltaX / 800, untilNs));
			}
		};
		element.addEventListener("wheel", wheel, { passive: false });
		return () => element.removeEventListener("wheel", wheel);
	}, [scroller, width, change, untilNs]);

	useEffect(
		() =>
			useLab.subscribe((now, before) => {
				if (now.run !== run || now.cursor === before.cursor) return;
				setChosen((current) => current && showing(current, now.cursor.timeNs, untilNs));
			}),
		[run, untilNs],
	);

	return {
		window,
		isWhole: chosen === null,
		zoom: (factor) => change((before) => zoomed(before, factor, anchorOf(before, selected), untilNs)),
		showAll: () => setChosen(null),
	};
}

/** What the reader looks at: the selected exchange, else the cursor, else the middle. */
function anchorOf({ fromNs, toNs }: TimeWindow, selected: ExchangeReport | undefined): Nanoseconds {
	const isInSight = (timeNs: Nanoseconds): boolean => timeNs >= fromNs && timeNs <= toNs;
	if (selected) {
		const { begunAt, settledAt = begunAt } = selected;
		const middleNs = (begunAt + settledAt) / 2;
		if (isInSight(middleNs)) return middleNs;
	}
	const { timeNs } = useLab.getState().cursor;
	return isInSight(timeNs) ? timeNs : (fromNs + toNs) / 2;
}
