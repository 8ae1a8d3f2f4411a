import type { ReactElement } from "react";
import { FigureCard } from "../gallery/figure-card.tsx";
import { SketchFigure } from "../gallery/sketch-figure.tsx";
import type { Sketch } from "../simulation/sketch-lines.ts";
import { Parts } from "./parts.tsx";
import styles from "./pattern-card.module.css";
import type { Pattern } from "./patterns.ts";

const PLAYED = { faults: [], world: "simulated", plays: true } as const;

/** One pattern: its run drawn as time passes, its name, and who speaks when. */
export function PatternCard({
	pattern,
	sketch,
}: {
	readonly pattern: Pattern;
	readonly sketch: Sketch | undefined;
}): ReactElement {
	return (
		<FigureCard
			className={styles.card}
			figureClass={styles.figure}
			figure={
				sketch && (
					<div className={styles.drawing}>
						<SketchFigure sketch={sketch} />
					</div>
				)
			}
			heading="h2"
			title={pattern.name}
			scenario={pattern.scenario}
			search={PLAYED}
		>
			<p className={styles.what}>{pattern.what}</p>
			{sketch && <Parts roles={sketch.roles} />}
		</FigureCard>
	);
}
