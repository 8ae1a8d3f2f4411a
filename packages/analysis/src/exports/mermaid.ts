import type { Trace } from "@roundtrip/model";
import { countOf } from "../format.ts";
import { nodeOrder } from "../order.ts";
import type { ArrowRow, Row } from "./sequence/row.ts";
import { sequenceRows } from "./sequence/rows.ts";

export interface MermaidOptions {
	/** Messages that are drawn; 200 unless told, as pages grow slow. The rest is counted in a last note. */
	readonly maxMessages?: number;
}

/** Requests with a solid line, responses dashed; a handshake has no head. */
const ARROWS: Readonly<Record<ArrowRow["style"], { readonly arrives: string; readonly lost: string }>> = {
	request: { arrives: "->>", lost: "-x" },
	response: { arrives: "-->>", lost: "--x" },
	handshake: { arrives: "->", lost: "-x" },
};

/** A mermaid sequence diagram, with a cross where a message is lost. */
export function toMermaid(trace: Trace, options: MermaidOptions = {}): string {
	const nodes = nodeOrder(trace.header.scenario);
	const { rows, left, cut } = sequenceRows(trace, options.maxMessages ?? 200);
	// Names of nodes may be words of mermaid's own, such as `end`, so each gets an id.
	const ids = new Map(nodes.map((node, index) => [node, `n${index + 1}`]));
	const lines = [
		"sequenceDiagram",
		...[...ids].map(([node, id]) => `participant ${id} as ${escapeLabel(node)}`),
		...rows.map((row) => lineOf(row, ids)),
		...(cut ? [`Note over n1: ${left > 0 ? countOf(left, "more message") : "more"}, not drawn`] : []),
	];
	return `${lines.join("\n    ")}\n`;
}

function lineOf(row: Row, ids: ReadonlyMap<string, string>): string {
	if (row.kind === "note") return `Note over ${ids.get(row.node)}: ${escapeLabel(row.text)}`;
	const { labels, lostWhere, style } = row;
	const arrow = lostWhere === undefined ? ARROWS[style].arrives : ARROWS[style].lost;
	const ending = lostWhere === undefined ? "" : ", lost";
	return `${ids.get(row.from)}${arrow}${ids.get(row.to)}: ${escapeLabel(`${labels[0] ?? ""}${ending}`)}`;
}

/** What would end a label or begin something else in mermaid goes in as an entity; lines become one. */
function escapeLabel(text: string): string {
	return text.replace(/\s+/g, " ").replace(/[#;<>]/g, (character) => `#${character.charCodeAt(0)};`);
}
