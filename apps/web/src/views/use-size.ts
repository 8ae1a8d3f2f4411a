import { type RefCallback, useCallback, useState } from "react";

export interface Size {
	readonly width: number;
	readonly height: number;
}

/** The size of an element in CSS pixels, followed as it changes; 0 × 0 before it is laid out. */
export function useSize<Target extends HTMLElement>(): readonly [ref: RefCallback<Target>, size: Size] {
	const [size, setSize] = useState<Size>({ width: 0, height: 0 });
	const ref = useCallback((element: Target | null) => {
		if (!element) return undefined;
		const observer = new ResizeObserver(([entry]) => {
			if (!entry) return;
			const width = Math.floor(entry.contentRect.width);
			const height = Math.floor(entry.contentRect.height);
			setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
		});
		observer.observe(element);
		return () => observer.disconnect();
	}, []);
	return [ref, size];
}
