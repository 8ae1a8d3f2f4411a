import type { Trace } from "@roundtrip/model";
import { countOf, formatDuration } from "../../format.ts";
import { nodeOrder } from "../../order.ts";
import { clip } from "./canvas.ts";
import { arrival, drawHeading, drawRow } from "./drawing.ts";
import { layOut } from "./layout.ts";
import { listRows } from "./list.ts";
import type { Row, SequenceRows } from "./row.ts";
import { sequenceRows } from "./rows.ts";
import { type TimeScale, timeScale } from "./time-scale.ts";

export interface SequenceTextOptions {
	/** Columns of the terminal; 100 unless told. No line is longer. */
	readonly width?: number;
	/** Messages that are drawn; 200 unless told. The rest is counted in a last line. */
	readonly maxMessages?: number;
}

/**
 * A sequence diagram in plain text: nodes side by side from the client to what it depends on, time downwards.
 * A message stands in the row of its leaving, with the time of its arrival beside it; a lifeline is heavy while its
 * node waits or works, and broken while it is down. Nodes that take no part in what is drawn are left out.
 * Where the nodes don't fit side by side, each message takes one line of words.
 */
export function toSequenceText(trace: Trace, options: SequenceTextOptions = {}): string {
	const { width = 100, maxMessages = 200 } = options;
	const scale = timeScale(trace.length === 0 ? 0 : trace.at(trace.length - 1));
	const sequence = sequenceRows(trace, maxMessages);
	const nodes = nodeOrder(trace.header.scenario).filter(takesPart(sequence.rows));
	const lines = [...linesOf(sequence, nodes, scale, width), ...restOf(sequence, trace, width)];
	return lines.map((line) => `${line}\n`).join("");
}

function linesOf({ rows }: SequenceRows, nodes: readonly string[], scale: TimeScale, width: number): readonly string[] {
	if (rows.length === 0) return ["nothing happened"];
	const timeWidth = widestTime(rows, scale);
	const layout = layOut(nodes, width, timeWidth);
	if (!layout) return listRows(rows, scale, timeWidth, width);
	return [...drawHeading(layout, scale), ...rows.flatMap((row) => drawRow(row, layout, scale))];
}

function restOf({ left, cut }: SequenceRows, trace: Trace, width: number): readonly string[] {
	if (!cut) return [];
	const more = left > 0 ? countOf(left, "more message") : "more";
	return [clip(`… ${more} until ${formatDuration(trace.at(trace.length - 1))}, not drawn`, width)];
}

function takesPart(rows: readonly Row[]): (node: string) => boolean {
	const seen = new Set(rows.flatMap((row) => (row.kind === "note" ? [row.node] : [row.from, row.to])));
	return (node) => seen.has(node);
}

function widestTime(rows: readonly Row[], scale: TimeScale): number {
	let widest = "arrives".length;
	for (const row of rows) {
		const texts = [scale.write(row.at), row.kind === "arrow" ? arrival(row, scale) : ""];
		for (const { length } of texts) widest = Math.max(widest, length);
	}
	return widest;
}
