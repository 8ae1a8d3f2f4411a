import { useEffect, useState } from "react";
import type { Sketch } from "../simulation/sketch-lines.ts";
import { startThread } from "../simulation/thread.ts";
import type { GalleryScenario } from "./scenarios.ts";

/** A sketch of each scenario's run, by its id, as they get done; simulated beside the page. */
export function useSketches(scenarios: readonly GalleryScenario[]): ReadonlyMap<string, Sketch> {
	const [sketches, setSketches] = useState<ReadonlyMap<string, Sketch>>(new Map());
	useEffect(() => {
		const thread = startThread();
		let left = false;
		const drawAll = async (): Promise<void> => {
			for (const { id, text } of scenarios) {
				const sketch = await thread.remote.sketch(text);
				if (left) return;
				if (sketch) setSketches((before) => new Map(before).set(id, sketch));
			}
			thread.end();
		};
		void drawAll();
		return () => {
			left = true;
			thread.end();
		};
	}, [scenarios]);
	return sketches;
}
