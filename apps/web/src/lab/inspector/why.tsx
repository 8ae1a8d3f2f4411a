import { lazy, type ReactElement, Suspense } from "react";
import type { Run } from "../run.ts";

/** Loaded after the first view of the run is there. */
const WhyPanel = lazy(async () => ({ default: (await import("../why/why-panel.tsx")).WhyPanel }));

/** Why an exchange took so long, or the whole run. */
export function Why({ run, exchange }: { readonly run: Run; readonly exchange?: number | undefined }): ReactElement {
	return (
		<Suspense>
			<WhyPanel key={exchange} run={run} exchange={exchange} />
		</Suspense>
	);
}
