import { type ReactElement, useEffect } from "react";
import { ButtonLink } from "../design/button-link.tsx";
import { SitePage } from "../design/site-page.tsx";
import { DropZone } from "../editor/drop-zone.tsx";
import { OpenFile } from "../editor/open-file.tsx";
import { CardList } from "./figure-card.tsx";
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
			<SitePage
				isHome
				headline="One request, one answer, and all that can go wrong between"
				lead="Roundtrip is a laboratory for client-server systems. Watch every message of a run, lose one on purpose, and compare what the client believes with what is true."
				opening={
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
				}
			>
				{groups.map((group, index) => (
					<section key={group.title} className={styles.group} aria-label={group.title}>
						<div className={styles.groupHead}>
							<h2 className={styles.groupTitle}>{group.title}</h2>
							{index === 0 && <SketchKey />}
						</div>
						<CardList narrowest={320}>
							{group.scenarios.map((scenario) => (
								<li key={scenario.id}>
									<ScenarioCard scenario={scenario} sketch={sketches.get(scenario.id)} />
								</li>
							))}
						</CardList>
					</section>
				))}
			</SitePage>
		</DropZone>
	);
}
