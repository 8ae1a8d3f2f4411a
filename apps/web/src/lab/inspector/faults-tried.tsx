import { lazy, type ReactElement, Suspense, useState } from "react";
import { Button } from "../../design/button.tsx";
import type { Run } from "../run.ts";
import { Section } from "./parts.tsx";

/** Loaded when it is asked for, and the explorer with it. */
const FaultMatrix = lazy(async () => ({ default: (await import("../matrix/fault-matrix.tsx")).FaultMatrix }));

const PairDialog = lazy(async () => ({ default: (await import("../matrix/pair-dialog.tsx")).PairDialog }));

/** Which fault leads to what, and which two: played on demand, in a thread of its own. */
export function FaultsTried({ run }: { readonly run: Run }): ReactElement {
	// Another run is asked for by itself.
	const [asked, setAsked] = useState<Run>();
	const [pairsAsked, setPairsAsked] = useState<Run>();
	return (
		<Section title="What each fault would make of it">
			{asked === run ? (
				<Suspense fallback={<p>Loading…</p>}>
					<FaultMatrix run={run} />
				</Suspense>
			) : (
				<Button onClick={() => setAsked(run)}>Try every fault</Button>
			)}{" "}
			<Button aria-haspopup="dialog" onClick={() => setPairsAsked(run)}>
				Try every two faults
			</Button>
			<Suspense>{pairsAsked === run && <PairDialog run={run} onClose={() => setPairsAsked(undefined)} />}</Suspense>
		</Section>
	);
}
