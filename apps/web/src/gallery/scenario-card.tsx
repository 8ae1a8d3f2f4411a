import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { FigureCard } from "../design/figure-card.tsx";
import { MarkedText } from "../design/marked-text.tsx";
import type { Sketch } from "../simulation/sketch-lines.ts";
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
			title={({ title, link }) => (
				<h3 className={title}>
					<Link to="/lab/$id" params={{ id: scenario.id }} className={link}>
						{scenario.title}
					</Link>
				</h3>
			)}
		>
			<p className={styles.about}>
				<MarkedText text={scenario.about} />
			</p>
		</FigureCard>
	);
}
