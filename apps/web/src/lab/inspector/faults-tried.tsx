import { lazy, type ReactElement, Suspense, useState } from "react";
import { Button } from "../../design/button.tsx";
import { useLayout } from "../layout.ts";
import type { Run } from "../run.ts";
import styles from "./faults-tried.module.css";
import { Section } from "./parts.tsx";

/** Loaded when it is asked for, and the explorer with it. */
const FaultMatrix = lazy(async () => ({ default: (await import("../matrix/fault-matrix.tsx")).FaultMatrix }));

const Repairs = lazy(async () => ({ default: (await import("../matrix/repairs.tsx")).Repairs }));

/** Which fault leads to what, and which two: played on demand, in a thread of its own. */
export function FaultsTried({ run }: { readonly run: Run }): ReactElement {
	// Another run is asked for by itself.
	const [asked, setAsked] = useState<Run>();
	const open = useLayout((layout) => layout.openDialog);
	const [repairsAsked, setRepairsAsked] = useState<Run>();
	return (
		<Section title="What each fault would make of it">
			<div className={styles.row}>
				{asked !== run && <Button onClick={() => setAsked(run)}>Try every fault</Button>}
				<Button aria-haspopup="dialog" onClick={() => open("pairs")}>
					Try every two faults
				</Button>
				<Button aria-haspopup="dialog" onClick={() => open("lookalikes")}>
					Slow or never?
				</Button>
				{repairsAsked !== run && <Button onClick={() => setRepairsAsked(run)}>What would repair it</Button>}
			</div>
			<Suspense fallback={<p>Loading…</p>}>
				{repairsAsked === run && <Repairs run={run} />}
				{asked === run && <FaultMatrix run={run} />}
			</Suspense>
		</Section>
	);
}
