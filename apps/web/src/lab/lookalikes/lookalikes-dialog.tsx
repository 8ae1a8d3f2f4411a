import { countOf } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { Dialog } from "../../design/dialog.tsx";
import type { LabDialogProps } from "../lab-dialog-props.ts";
import { type Question, useExplored } from "../matrix/use-explored.ts";
import { useOpenFaults } from "../matrix/use-open-faults.ts";
import type { Run } from "../run.ts";
import { inspectedRun, useLab } from "../store.ts";
import styles from "./lookalikes.module.css";
import { SeenCell } from "./seen-cell.tsx";
import { equalLines, playStories, type SilentRuns } from "./silent-run.ts";
import { STORY_TITLES } from "./story-titles.ts";
import { TruthCell } from "./truth-cell.tsx";
import { useMiniatures } from "./use-miniatures.ts";

const askStories: Question<SilentRuns | undefined> = async (worker, { scenario, seed }) =>
	playStories(worker, await worker.exploreLookalikes(scenario, seed), seed);

/** Slow or never: runs that a client can't tell apart, side by side, and what is true in each. */
export function LookalikesDialog({ open, onClose }: LabDialogProps): ReactElement {
	const run = useLab(inspectedRun);
	return (
		<Dialog open={open} onClose={onClose} title="Slow or never?" size="wide">
			{run && <Stories run={run} onClose={onClose} />}
		</Dialog>
	);
}

function Stories({ run, onClose }: { readonly run: Run; readonly onClose: () => void }): ReactElement {
	const state = useExplored(run, askStories);
	if (state.is === "running") return <p role="status">Playing the scenario with every fault at every point…</p>;
	if (state.is === "failed") return <p role="alert">That could not be played: {state.why}</p>;
	if (state.found === undefined) {
		return (
			<p role="status">
				No client of this scenario waits in vain where something else could be true: each has its answer, or is told
				that there is none, before it gives up.
			</p>
		);
	}
	return <SideBySide found={state.found} seed={run.trace.header.seed} onClose={onClose} />;
}

const HOW_MANY = ["", "", "Two", "Three", "Four"];

interface SideBySideProps {
	readonly found: SilentRuns;
	readonly seed: number;
	readonly onClose: () => void;
}

function SideBySide({ found, seed, onClose }: SideBySideProps): ReactElement {
	const { exchange, runs, faults, text } = found;
	const openFaults = useOpenFaults(text, seed);
	const miniatures = useMiniatures(found);
	const equal = equalLines(runs);
	const lines = runs[0]?.lines.length ?? 0;
	const open = async (fault: string): Promise<void> => {
		await openFaults([fault]);
		onClose();
	};
	return (
		<>
			<p>
				{HOW_MANY[runs.length] ?? runs.length} runs of exchange {exchange}, each with one other fault. Until it gives
				up, the client sees the same in every one of them; what is true is something else each time.
				{faults > runs.length ? ` ${faults} faults in all look like this to it.` : ""}
			</p>
			<section className={styles.band} aria-label="What the client sees" data-is="seen">
				<h3 className={styles.title}>
					What the client sees
					<span className={styles.verdict} data-equal={equal === lines}>
						{equal === lines ? "the same" : "not the same"}: {equal} of {countOf(lines, "event")} equal
					</span>
				</h3>
				<ol className={styles.cells}>
					{runs.map(({ story, lines: seen }) => (
						<SeenCell
							key={story.name}
							title={STORY_TITLES[story.name]}
							lines={seen}
							equal={equal}
							durationNs={found.gaveUpAtNs}
						/>
					))}
				</ol>
			</section>
			<section className={styles.band} aria-label="What is true" data-is="true">
				<h3 className={styles.title}>
					What is true
					<span className={styles.verdict}>something else each time, where the client can't see: on grey</span>
				</h3>
				<ol className={styles.cells}>
					{runs.map((silent, at) => (
						<TruthCell
							key={silent.story.name}
							silent={silent}
							found={found}
							miniature={miniatures[at]}
							onOpen={() => void open(silent.story.fault)}
						/>
					))}
				</ol>
			</section>
		</>
	);
}
