import { type ReactElement, useEffect } from "react";
import { ButtonLink } from "../design/button-link.tsx";
import { SiteNav } from "../design/site-nav.tsx";
import { Wordmark } from "../design/wordmark.tsx";
import { DropZone } from "../editor/drop-zone.tsx";
import { OpenFile } from "../editor/open-file.tsx";
import styles from "./gallery-page.module.css";
import { grouped } from "./groups.ts";
import { ScenarioCard } from "./scenario-card.tsx";
import { galleryScenarios } from "./scenarios.ts";
import { SketchKey } from "./sketch-key.tsx";
import { useSketches } from "./use-sketches.ts";

const groups = grouped(galleryScenarios);

/** The first page: what this is, and a card for each scenario. */
export function GalleryPage(): ReactElement {
	const sketches = useSketches(galleryScenarios);
	useEffect(() => {
		document.title = "Roundtrip";
	}, []);
	return (
		<DropZone>
			<div className={styles.page}>
				<header className={styles.bar}>
					<Wordmark />
					<SiteNav />
				</header>
				<main>
					<div className={styles.opening}>
						<h1 className={styles.headline}>One request, one answer, and all that can go wrong between</h1>
						<p className={styles.lead}>
							Roundtrip is a laboratory for client-server systems. Watch every message of a run, lose one on purpose,
							and compare what the client believes with what is true.
						</p>
						<div className={styles.own}>
							<ButtonLink icon="play" to="/patterns">
								Watch how data flows
							</ButtonLink>
							<ButtonLink icon="bars" to="/compare">
								Compare protocols
							</ButtonLink>
							<OpenFile />
							<ButtonLink icon="edit" to="/open">
								Write or paste a scenario
							</ButtonLink>
						</div>
					</div>
					{groups.map((group, index) => (
						<section key={group.title} className={styles.group} aria-label={group.title}>
							<div className={styles.groupHead}>
								<h2 className={styles.groupTitle}>{group.title}</h2>
								{index === 0 && <SketchKey />}
							</div>
							<ul className={styles.cards}>
								{group.scenarios.map((scenario) => (
									<li key={scenario.id}>
										<ScenarioCard scenario={scenario} sketch={sketches.get(scenario.id)} />
									</li>
								))}
							</ul>
						</section>
					))}
				</main>
			</div>
		</DropZone>
	);
}
