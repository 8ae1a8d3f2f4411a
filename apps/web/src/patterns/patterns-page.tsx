import { type ReactElement, useEffect } from "react";
import { SitePage } from "../design/site-page.tsx";
import { CardList } from "../gallery/figure-card.tsx";
import { galleryScenarios } from "../gallery/scenarios.ts";
import { SketchKey } from "../gallery/sketch-key.tsx";
import { useSketches } from "../gallery/use-sketches.ts";
import { allPatterns } from "./all-patterns.ts";
import { PatternCard } from "./pattern-card.tsx";

const patterns = allPatterns(galleryScenarios);
const played = patterns.flatMap(({ scenario }) => galleryScenarios.filter(({ id }) => id === scenario));

/** The shapes of conversation side by side: each leads to its scenario in the lab. */
export function PatternsPage(): ReactElement {
	const sketches = useSketches(played);
	useEffect(() => {
		document.title = "Watch how data flows · Roundtrip";
	}, []);
	return (
		<SitePage
			headline="Watch how data flows"
			lead="A request and its answer bend into many shapes: who speaks first, who waits, and who may speak again. Choose one to see it played at once, message by message."
			opening={<SketchKey />}
		>
			<CardList narrowest={256}>
				{patterns.map((pattern) => (
					<li key={pattern.name}>
						<PatternCard pattern={pattern} sketch={sketches.get(pattern.scenario)} />
					</li>
				))}
			</CardList>
		</SitePage>
	);
}
