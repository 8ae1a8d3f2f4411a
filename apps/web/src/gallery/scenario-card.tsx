import type { ReactElement } from "react";
import { MarkedText } from "../design/marked-text.tsx";
import type { Sketch } from "../simulation/sketch-lines.ts";
import { FigureCard } from "./figure-card.tsx";
import styles from "./scenario-card.module.css";
import type { GalleryScenario } from "./scenarios.ts";
import { SketchFigure } from "./sketch-figure.tsx";

/** One scenario: what its run looks like, its title, and what it is about. */
export function ScenarioCard({
	scenario,
	sketch,
}: {
	readonly scenario: GalleryScenario;
	readonly sketch: Sketch | undefined;
}): ReactElement {
	return (
		<FigureCard
			figure={sketch && <SketchFigure sketch={sketch} />}
			heading="h3"
			title={scenario.title}
			scenario={scenario.id}
		>
			<p className={styles.about}>
				<MarkedText text={scenario.about} />
			</p>
		</FigureCard>
	);
}
