import { lazy, type ReactElement, Suspense, useCallback, useState } from "react";
import type { Run } from "../run.ts";
import styles from "./why.module.css";

/** Loaded when it comes near the eye. */
const WhyPanel = lazy(async () => ({ default: (await import("../why/why-panel.tsx")).WhyPanel }));

/** How far from being seen it begins to load. */
const NEAR = "80px";

/** Why an exchange took so long, or the whole run. */
export function Why({ run, exchange }: { readonly run: Run; readonly exchange?: number | undefined }): ReactElement {
	const [isNear, setNear] = useState(false);
	const watch = useCallback((element: HTMLElement | null) => {
		if (!element) return undefined;
		const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
			rootMargin: NEAR,
		});
		observer.observe(element);
		return () => observer.disconnect();
	}, []);
	if (!isNear) return <div className={styles.place} ref={watch} />;
	return (
		<Suspense fallback={<div className={styles.place} />}>
			<WhyPanel key={exchange} run={run} exchange={exchange} />
		</Suspense>
	);
}
