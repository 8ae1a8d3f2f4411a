import type { ConversationFigure } from "@roundtrip/analysis";
import type { ComparedWorkload } from "@roundtrip/behaviour";
import type { ReactElement } from "react";
import styles from "./compare-page.module.css";
import { DirectionSign } from "./direction-sign.tsx";
import { capital } from "./findings.ts";

interface NotesProps {
	readonly workload: ComparedWorkload;
	readonly figures: readonly ConversationFigure[];
}

/** What has to be known to read the table: who speaks, what is special, what is not there, what the figures are. */
export function Notes({ workload: { variants, missing }, figures }: NotesProps): ReactElement {
	const directions = [...new Set(variants.map(({ direction }) => direction))];
	const noted = new Map(variants.flatMap(({ name, note }) => (note === undefined ? [] : [[name, note] as const])));
	return (
		<div className={styles.notes}>
			<section aria-labelledby="who-speaks">
				<h2 id="who-speaks">Who speaks</h2>
				<ul className={styles.list}>
					{directions.map((direction) => (
						<li key={direction} className={styles.direction}>
							<DirectionSign direction={direction} />
							<span>{`${capital(direction)}.`}</span>
						</li>
					))}
				</ul>
			</section>
			{noted.size > 0 && (
				<section aria-labelledby="to-know">
					<h2 id="to-know">To know</h2>
					<ul className={styles.list}>
						{[...noted].map(([name, note]) => (
							<li key={name}>
								<strong>{name}.</strong> {note}
							</li>
						))}
					</ul>
				</section>
			)}
			<section aria-labelledby="not-here">
				<h2 id="not-here">Not here</h2>
				<ul className={styles.list}>
					{missing.map(({ name, why }) => (
						<li key={name}>
							<strong>{name}:</strong> {why}.
						</li>
					))}
				</ul>
			</section>
			<details className={styles.figures}>
				<summary>What the figures are</summary>
				<dl>
					{figures.map(({ key, name, what }) => (
						<div key={key}>
							<dt>{name}</dt>
							<dd>{what}</dd>
						</div>
					))}
				</dl>
			</details>
		</div>
	);
}
