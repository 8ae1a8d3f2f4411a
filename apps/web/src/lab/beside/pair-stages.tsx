import type { ReactElement } from "react";
import { Stage } from "../../views/stage/stage.tsx";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import styles from "./pair-stages.module.css";
import { capitalised, sideJudgement, sideSentence } from "./side-words.ts";
import { useBesideName } from "./use-side-names.ts";

/** The run and the one beside it, one above the other, at the same moment; each says what it comes to. */
export function PairStages(): ReactElement {
	const name = useBesideName();
	return (
		<div className={styles.pair}>
			<Side side="run" name="As it is" label="Stage, as it is" />
			<Side side="beside" name={`Beside: ${name}`} label="Stage, beside" />
		</div>
	);
}

interface SideProps {
	readonly side: "run" | "beside";
	readonly name: string;
	readonly label: string;
}

function Side({ side, name, label }: SideProps): ReactElement {
	const run = useLab((lab) => lab[side]);
	return (
		<div className={styles.side}>
			<div className={styles.caption}>
				<h2 className={styles.name} title={name}>
					{name}
				</h2>
				{run && <Comes run={run} />}
			</div>
			<div className={styles.stage}>
				<Stage side={side} label={label} />
			</div>
		</div>
	);
}

const SIGNS = { right: "✓", wrong: "✕", open: "?" } as const;

/** What the run comes to; the sign says it without colour. */
function Comes({ run }: { readonly run: Run }): ReactElement {
	const judgement = sideJudgement(run);
	return (
		<p className={styles.comes} data-judgement={judgement}>
			<span aria-hidden="true">{SIGNS[judgement]}</span> {capitalised(sideSentence(run))}
		</p>
	);
}
