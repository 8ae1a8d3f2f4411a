import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
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
		<article className={styles.card}>
			<div className={styles.figure}>
				{sketch && (
					<div className={styles.drawing}>
						<SketchFigure sketch={sketch} />
					</div>
				)}
			</div>
			<div className={styles.words}>
				<h2 className={styles.title}>
					<Link to="/lab/$id" params={{ id: pattern.scenario }} search={PLAYED} className={styles.link}>
						{pattern.name}
					</Link>
				</h2>
				<p className={styles.what}>{pattern.what}</p>
				{sketch && <Parts roles={sketch.roles} />}
			</div>
		</article>
	);
}
