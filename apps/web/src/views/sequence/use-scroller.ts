import { type RefCallback, type RefObject, useCallback, useRef } from "react";
import { type Size, useSize } from "../use-size.ts";
import { type Band, useBand } from "./use-band.ts";
import type { VerticalScale } from "./vertical-scale.ts";

interface Scroller {
	readonly ref: RefCallback<HTMLElement>;
	readonly scroller: RefObject<HTMLElement | null>;
	readonly size: Size;
	/** What of the diagram is worth drawing. */
	readonly band: Band;
}

/** The element that a diagram scrolls in. */
export function useScroller(): Scroller {
	const [sizeRef, size] = useSize<HTMLElement>();
	const scroller = useRef<HTMLElement>(null);
	const band = useBand(scroller, size.height);
	const ref = useCallback(
		(element: HTMLElement | null) => {
			scroller.current = element;
			return sizeRef(element);
		},
		[sizeRef],
	);
	return { ref, scroller, size, band };
}

/** The part of a band that a scale reaches. */
export function bandOn({ height }: VerticalScale, band: Band): Band {
	const top = Math.min(Math.max(0, band.top), height - 1);
	return { top, bottom: Math.max(top + 1, Math.min(height, band.bottom)) };
}
