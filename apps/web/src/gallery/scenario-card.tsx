import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
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
		<article className={styles.card}>
			<div className={styles.figure}>{sketch && <SketchFigure sketch={sketch} />}</div>
			<div className={styles.words}>
				<h3 className={styles.title}>
					<Link to="/lab/$id" params={{ id: scenario.id }} className={styles.link}>
						{scenario.title}
					</Link>
				</h3>
				<p className={styles.about}>{scenario.about}</p>
			</div>
		</article>
	);
}
