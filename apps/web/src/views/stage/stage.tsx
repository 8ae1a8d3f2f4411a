import { type ReactElement, useMemo } from "react";
import { useMedia } from "../../design/media.ts";
import { useTheme } from "../../design/theme.ts";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { useSize } from "../use-size.ts";
import { indexRun } from "./run-index.ts";
import styles from "./stage.module.css";
import { StageCanvas } from "./stage-canvas.tsx";
import { mapStage } from "./stage-map.ts";
import { StageNodes } from "./stage-nodes.tsx";
import { StageTwin } from "./stage-twin.tsx";
import { useStageWords } from "./use-stage-words.ts";

interface StageProps {
	/** Which of the runs that are shown. */
	readonly side?: "run" | "beside";
	readonly label?: string;
}

/** The system as a picture that moves: nodes, links, and every message on its way. */
export function Stage({ side = "run", label = "Stage" }: StageProps): ReactElement {
	const run = useLab((lab) => lab[side]);
	return (
		<section className={styles.stage} aria-label={label}>
			{run ? <StageOf run={run} /> : <p className={styles.empty}>No run yet. Open a scenario to watch it.</p>}
		</section>
	);
}

function StageOf({ run }: { readonly run: Run }): ReactElement {
	const [ref, { width, height }] = useSize<HTMLDivElement>();
	const { scenario } = run.trace.header;
	const index = useMemo(() => indexRun(run), [run]);
	const map = useMemo(() => mapStage(scenario, width, height), [scenario, width, height]);
	const roles = useMemo(() => new Map(Object.entries(scenario.nodes).map(([name, { is }]) => [name, is])), [scenario]);
	const words = useStageWords(index);
	const theme = useTheme((state) => state.theme);
	const isDark = useMedia("(prefers-color-scheme: dark)");
	const isDense = useMedia("(min-resolution: 1.5dppx)");
	return (
		<div className={styles.frame} ref={ref}>
			{width > 0 && height > 0 && (
				<>
					<StageNodes run={run} map={map} roles={roles} />
					<StageCanvas key={`${theme} ${isDark} ${isDense}`} map={map} index={index} label={words.heading} />
				</>
			)}
			<StageTwin run={run} words={words} />
		</div>
	);
}
