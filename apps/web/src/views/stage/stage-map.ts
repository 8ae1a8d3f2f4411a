import { nodeDistances, nodeOrder } from "@roundtrip/analysis";
import { type LinkName, linkEnds, type Scenario } from "@roundtrip/model";
import { type Edge, layersOf } from "./layers.ts";
import { portsOf } from "./ports.ts";
import { type Box, type Detail, layoutStage } from "./stage-layout.ts";
import { type Way, wayBetween } from "./way.ts";

/** Where everything that doesn't move stands, on a stage of one size. */
export interface StageMap {
	readonly width: number;
	readonly height: number;
	readonly detail: Detail;
	/** From left to right. */
	readonly boxes: ReadonlyMap<string, Box>;
	readonly ways: ReadonlyMap<LinkName, Way>;
}

/** Beyond so many links a way around what it passes makes the picture fuller, not clearer. */
const MOST_BOWS = 24;

export function mapStage(scenario: Scenario, width: number, height: number): StageMap {
	const links = new Map<LinkName, Edge>(Object.keys(scenario.links).map((name) => [name, linkEnds(name)]));
	const layers = layersOf(nodeOrder(scenario), nodeDistances(scenario), [...links.values()]);
	const { detail, boxes, blockEnds } = layoutStage(layers, width, height);
	const ports = portsOf(links, boxes);
	const ways = new Map<LinkName, Way>();
	for (const [name, { from, to }] of links) {
		const start = boxes.get(from);
		const end = boxes.get(to);
		if (!start || !end) continue;
		const others =
			links.size > MOST_BOWS ? [] : [...boxes].flatMap(([node, box]) => (node === from || node === to ? [] : box));
		ways.set(name, wayBetween(start, end, others, ports.get(name) ?? { from: 0, to: 0 }, blockEnds.get(from)));
	}
	return { width, height, detail, boxes, ways };
}
