import { countOf } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { Button } from "../../design/button.tsx";
import styles from "./lookalikes.module.css";
import { Miniature, type MiniatureDrawing } from "./miniature.tsx";
import type { SilentRun, SilentRuns } from "./silent-run.ts";
import { STORY_TITLES } from "./story-titles.ts";

interface TruthCellProps {
	readonly silent: SilentRun;
	readonly found: SilentRuns;
	readonly miniature: MiniatureDrawing | undefined;
	readonly onOpen: () => void;
}

/** What is true in one run while its client waits. */
export function TruthCell({ silent: { story, run }, found, miniature, onOpen }: TruthCellProps): ReactElement {
	const { exchange } = found;
	const title = STORY_TITLES[story.name];
	const wantsEffect = run.exchanges.find((each) => each.exchange === exchange)?.outcome.wantsEffect ?? false;
	return (
		<li className={styles.cell}>
			<h4 className={styles.again}>{title}</h4>
			{miniature && <Miniature drawing={miniature} found={found} />}
			<dl className={styles.facts}>
				{wantsEffect && (
					<Fact
						name="It has happened"
						value={timesText(story.applied)}
						mark={story.applied > 0 ? "effect" : undefined}
					/>
				)}
				<Fact name="The server is" value={story.isUp ? "up" : "down"} mark={story.isUp ? undefined : "lost"} />
				<Fact
					name="Still to come"
					value={story.isUnderWay ? "yes, later" : "nothing"}
					mark={story.isUnderWay ? "waiting" : undefined}
				/>
			</dl>
			<code className={styles.fault}>{story.fault}</code>
			<Button className={styles.open} aria-label={`Open this run: ${title}`} onClick={onOpen}>
				Open this run
			</Button>
		</li>
	);
}

interface FactProps {
	readonly name: string;
	readonly value: string;
	/** What sets it apart. */
	readonly mark: "effect" | "lost" | "waiting" | undefined;
}

function Fact({ name, value, mark }: FactProps): ReactElement {
	return (
		<div className={styles.fact}>
			<dt>{name}</dt>
			<dd data-mark={mark}>{value}</dd>
		</div>
	);
}

function timesText(applied: number): string {
	if (applied === 0) return "no";
	return applied === 1 ? "yes, once" : `yes, ${countOf(applied, "time")}`;
}
