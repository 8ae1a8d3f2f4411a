import { countOf, formatCount } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import type { ExploredPairs } from "../../simulation/explored-pairs.ts";
import type { LabDialogProps } from "../lab-dialog-props.ts";
import type { Run } from "../run.ts";
import { inspectedRun, useLab } from "../store.ts";
import styles from "./pair-dialog.module.css";
import { PairKey } from "./pair-key.tsx";
import { MOST_PAIR_RUNS } from "./pair-limit.ts";
import { PairTable } from "./pair-table.tsx";
import { useOpenFaults } from "./use-open-faults.ts";
import { usePairMap } from "./use-pair-map.ts";

/** Every two faults in one run as a map: the first down, the second across. A cell opens such a run. */
export function PairDialog({ open, onClose }: LabDialogProps): ReactElement {
	const run = useLab(inspectedRun);
	return (
		<Dialog open={open} onClose={onClose} title="Two faults in one run" size="fitted">
			{run && <Pairs run={run} onClose={onClose} />}
		</Dialog>
	);
}

interface PairsProps {
	readonly run: Run;
	readonly onClose: () => void;
}

function Pairs({ run, onClose }: PairsProps): ReactElement {
	const { state, cancel } = usePairMap(run);
	if (state.is === "failed") return <p role="alert">That could not be played: {state.why}</p>;
	if (state.is === "running") return <Progress played={state.played} planned={state.planned} onCancel={cancel} />;
	return <Ready map={state.map} run={run} onClose={onClose} />;
}

interface ProgressProps {
	readonly played: number;
	readonly planned: number;
	readonly onCancel: () => void;
}

function Progress({ played, planned, onCancel }: ProgressProps): ReactElement {
	return (
		<div className={styles.progress}>
			<p role="status">Playing the scenario with every two faults, one after the other…</p>
			<progress className={styles.bar} aria-label="Runs played" max={Math.max(1, planned)} value={played} />
			<p>
				{formatCount(played)} of {countOf(planned, "run")}
			</p>
			<Button onClick={onCancel}>Cancel</Button>
		</div>
	);
}

const ENDED: Readonly<Record<ExploredPairs["ended"], string>> = {
	complete: "",
	limit: ` There are more than were tried: the lab plays ${formatCount(MOST_PAIR_RUNS)} runs at most, and the command roundtrip explore more.`,
	cancelled: " You cancelled it: this is what was found until then.",
};

interface ReadyProps extends PairsProps {
	readonly map: ExploredPairs;
}

function Ready({ map, run, onClose }: ReadyProps): ReactElement {
	const { scenario, seed } = run.trace.header;
	const openFaults = useOpenFaults(map.text, seed);
	const open = async (faults: readonly string[]): Promise<void> => {
		await openFaults(faults);
		onClose();
	};
	if (map.pairs.length === 0) return <p>No two faults were played.{ENDED[map.ended]}</p>;
	return (
		<>
			<p>
				{countOf(map.runs, "run")}, each with two faults
				{scenario.faults.length > 0 ? " instead of those that are in it" : ""}; {formatCount(map.breaking)} of them
				break something that is expected.{ENDED[map.ended]}
			</p>
			<PairKey />
			<PairTable map={map} onOpen={open} />
		</>
	);
}
