import { type RefObject, useEffect, useState } from "react";

/** A stretch of a scrolled drawing that is worth drawing. */
export interface Band {
	readonly top: number;
	readonly bottom: number;
}

/** Drawn again only after so many pixels; as much is drawn ahead on both sides. */
const STEP = 480;

/** What is in sight of a scroller and a little more, changing in steps as it scrolls. */
export function useBand(scroller: RefObject<HTMLElement | null>, height: number): Band {
	const [first, setFirst] = useState(0);
	useEffect(() => {
		const element = scroller.current;
		if (!element) return undefined;
		const follow = (): void => setFirst(Math.floor(element.scrollTop / STEP));
		follow();
		element.addEventListener("scroll", follow, { passive: true });
		return () => element.removeEventListener("scroll", follow);
	}, [scroller]);
	return { top: (first - 1) * STEP, bottom: (first + 2) * STEP + height };
}
