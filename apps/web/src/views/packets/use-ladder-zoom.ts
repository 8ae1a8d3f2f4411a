import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { FoldedScale } from "./folded-scale.ts";

/** Zooms by the wheel with ctrl around the pointer; whatever zooms, what was under the hand or in the middle stays there. */
export function useLadderZoom(
	scroller: RefObject<HTMLElement | null>,
	scale: FoldedScale,
	zoom: number,
	onZoom: (zoom: number) => void,
	header: number,
): void {
	/** The moment that stays, and where, in pixels from the top of what is seen. */
	const anchor = useRef<{ readonly timeNs: number; readonly y: number } | undefined>(undefined);
	const before = useRef<FoldedScale | undefined>(undefined);

	useLayoutEffect(() => {
		const element = scroller.current;
		const last = before.current;
		before.current = scale;
		if (!element || !last || last === scale || last.pixelsPerNs === scale.pixelsPerNs) return;
		const middle = (element.clientHeight - header) / 2;
		const { timeNs, y } = anchor.current ?? { timeNs: last.timeAt(element.scrollTop + middle), y: middle };
		anchor.current = undefined;
		element.scrollTo({ top: scale.yOf(timeNs) - y });
	}, [scroller, scale, header]);

	useEffect(() => {
		const element = scroller.current;
		if (!element) return undefined;
		const wheel = (event: WheelEvent): void => {
			if (!event.ctrlKey && !event.metaKey) return;
			event.preventDefault();
			const y = event.clientY - element.getBoundingClientRect().top - header;
			anchor.current = { timeNs: scale.timeAt(element.scrollTop + y), y };
			onZoom(zoom * Math.exp(-event.deltaY * 0.002));
		};
		element.addEventListener("wheel", wheel, { passive: false });
		return () => element.removeEventListener("wheel", wheel);
	}, [scroller, scale, zoom, onZoom, header]);
}
