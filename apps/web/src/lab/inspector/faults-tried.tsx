import { lazy, type ReactElement, Suspense, useState } from "react";
import { Button } from "../../design/button.tsx";
import type { Run } from "../run.ts";
import { Section } from "./parts.tsx";

/** Loaded when it is asked for, and the explorer with it. */
const FaultMatrix = lazy(async () => ({ default: (await import("../matrix/fault-matrix.tsx")).FaultMatrix }));

/** Which single fault leads to what: played on demand, in a thread of its own. */
export function FaultsTried({ run }: { readonly run: Run }): ReactElement {
	// Another run is asked for by itself.
	const [asked, setAsked] = useState<Run>();
	return (
		<Section title="What each fault would make of it">
			{asked === run ? (
				<Suspense fallback={<p>Loading…</p>}>
					<FaultMatrix run={run} />
				</Suspense>
			) : (
				<div>
					<Button onClick={() => setAsked(run)}>Try every fault</Button>
				</div>
			)}
		</Section>
	);
}
