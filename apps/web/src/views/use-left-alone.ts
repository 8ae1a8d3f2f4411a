import { type RefObject, useCallback, useEffect, useRef } from "react";

/** For so long after the reader has scrolled, a view doesn't follow the cursor. */
const LEFT_ALONE_MS = 2_500;

/** Answers whether a view may scroll by itself: the reader has not just done so. */
export function useLeftAlone(scroller: RefObject<HTMLElement | null>): () => boolean {
	const scrolledAtMs = useRef(Number.NEGATIVE_INFINITY);
	useEffect(() => {
		const element = scroller.current;
		const scrolled = (): void => {
			scrolledAtMs.current = performance.now();
		};
		element?.addEventListener("wheel", scrolled, { passive: true });
		element?.addEventListener("touchmove", scrolled, { passive: true });
		return () => {
			element?.removeEventListener("wheel", scrolled);
			element?.removeEventListener("touchmove", scrolled);
		};
	}, [scroller]);
	return useCallback(() => performance.now() - scrolledAtMs.current > LEFT_ALONE_MS, []);
}
