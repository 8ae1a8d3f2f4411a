import { Link } from "@tanstack/react-router";
import { type ReactElement, useEffect } from "react";
import { SiteNav } from "../design/site-nav.tsx";
import { Wordmark } from "../design/wordmark.tsx";
import { galleryScenarios } from "../gallery/scenarios.ts";
import { SketchKey } from "../gallery/sketch-key.tsx";
import { useSketches } from "../gallery/use-sketches.ts";
import { allPatterns } from "./all-patterns.ts";
import { PatternCard } from "./pattern-card.tsx";
import styles from "./patterns-page.module.css";

const patterns = allPatterns(galleryScenarios);
const played = patterns.flatMap(({ scenario }) => galleryScenarios.filter(({ id }) => id === scenario));

/** The shapes of conversation side by side: each leads to its scenario in the lab. */
export function PatternsPage(): ReactElement {
	const sketches = useSketches(played);
	useEffect(() => {
		document.title = "Watch how data flows · Roundtrip";
	}, []);
	return (
		<div className={styles.page}>
			<header className={styles.bar}>
				<Link to="/" className={styles.home} title="All scenarios">
					<Wordmark />
				</Link>
				<SiteNav />
			</header>
			<main>
				<div className={styles.opening}>
					<h1 className={styles.headline}>Watch how data flows</h1>
					<p className={styles.lead}>
						A request and its answer bend into many shapes: who speaks first, who waits, and who may speak again. Choose
						one to see it played at once, message by message.
					</p>
					<SketchKey />
				</div>
				<ul className={styles.cards}>
					{patterns.map((pattern) => (
						<li key={pattern.name}>
							<PatternCard pattern={pattern} sketch={sketches.get(pattern.scenario)} />
						</li>
					))}
				</ul>
			</main>
		</div>
	);
}
