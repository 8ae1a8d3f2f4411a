import type { Nanoseconds } from "@roundtrip/model";
import { type Brush, write } from "../canvas/brush.ts";
import type { DrawnFlight } from "./drawn-flight.ts";
import { fading } from "./fading.ts";
import { drawFlights, type Emphasis } from "./flight-drawing.ts";
import { drawHandshakes } from "./handshake-drawing.ts";
import { drawImpaired } from "./impaired-drawing.ts";
import { drawHeld, drawLink, drawLinkWords, linkWords } from "./link-drawing.ts";
import { markSize } from "./message-mark.ts";
import { drawNode } from "./node-drawing.ts";
import type { NodeMoment } from "./node-moment.ts";
import type { RunIndex } from "./run-index.ts";
import type { StageMap } from "./stage-map.ts";
import type { StageMoment } from "./stage-moment.ts";

/** Draws one moment of a run; answers where its messages are. */
export function drawStage(
	brush: Brush,
	map: StageMap,
	index: RunIndex,
	moment: StageMoment,
	emphasis: Emphasis,
): readonly DrawnFlight[] {
	brush.context.clearRect(0, 0, map.width, map.height);
	drawLinks(brush, map, index, moment);
	for (const node of moment.nodes) {
		const box = map.boxes.get(node.node);
		if (!box) continue;
		drawNode(brush, node, box, map.detail);
		if (map.detail === "full") drawNote(brush, node, box.x + box.width / 2, box.y + box.height + 17, index.lingerNs);
	}
	const size = markSize(map.detail, moment.flights.length + moment.handshakes.length);
	drawHandshakes(brush, map, moment.handshakes, size, index.lingerNs);
	return drawFlights(brush, map, index, moment.flights, emphasis, size);
}

/** Beside more links, words would be a heap. */
const MOST_WORDED = 8;

function drawLinks(
	brush: Brush,
	map: StageMap,
	index: RunIndex,
	{ open, secured, streams, impaired }: StageMoment,
): void {
	for (const [name, way] of map.ways) {
		if (streams.has(name)) drawHeld(brush, way, map.detail === "mini");
		drawLink(brush, way, open.get(name) ?? 0, map.detail === "mini");
	}
	for (const each of impaired) {
		const way = map.ways.get(each.link);
		if (way) drawImpaired(brush, way, each, map.detail === "mini");
	}
	if (map.detail === "mini" && map.ways.size > MOST_WORDED) return;
	for (const [name, way] of map.ways) {
		const link = index.scenario.links[name];
		const words = link ? linkWords(link, open.get(name) ?? 0, streams.get(name)) : [];
		const isFull = map.detail === "full";
		// Beside many links, what they have in common is noise; where they run together, their beginnings are apart.
		drawLinkWords(brush, way, isFull ? words : words.slice(0, 3), {
			isSecured: (secured.get(name) ?? 0) > 0,
			at: isFull ? 0.5 : 0.3,
		});
	}
}

const NOTE_COLOURS = { plain: "ink-2", bad: "lost-text", effect: "effect-text" } as const;

/** What just happened at a node, below it; it fades as the run goes on. */
function drawNote(brush: Brush, { note }: NodeMoment, x: number, y: number, lingerNs: Nanoseconds): void {
	if (!note || note.sinceNs > lingerNs) return;
	brush.context.globalAlpha = fading(note.sinceNs, lingerNs);
	write(brush, note.text, x, y, { colour: NOTE_COLOURS[note.tone], size: 12, align: "center", rim: "paper" });
	brush.context.globalAlpha = 1;
}
