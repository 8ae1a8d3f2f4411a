import { formatDuration } from "@roundtrip/analysis";
import { type Brush, type StrokeStyle, stroke, widthOf, write } from "../canvas/brush.ts";
import type { ColourName } from "../canvas/palette.ts";
import { ticksBetween } from "../time/ticks.ts";
import type { FoldedScale } from "./folded-scale.ts";
import type { LadderColumns } from "./ladder-columns.ts";
import { placeLabels } from "./ladder-labels.ts";
import type { PacketLine } from "./packet-line.ts";
import { labelOf } from "./packet-words.ts";

/** What of a ladder is in sight. */
export interface LadderView {
	readonly lines: readonly PacketLine[];
	readonly scale: FoldedScale;
	readonly columns: LadderColumns;
	/** How far it is scrolled, and how much of it is seen. */
	readonly top: number;
	readonly height: number;
	/** By the events of the trace. */
	readonly selected: number | undefined;
	readonly hovered: number | undefined;
}

/** Beyond so many lines, only losses, what is sent again and every so manieth of the others are drawn. */
const MOST_LINES = 4_000;
const ARROW_ROOM = 5;

/** Draws what is in sight; answers how many packets each drawn one stands for. */
export function drawLadder(brush: Brush, view: LadderView): number {
	const { context } = brush;
	const { columns, height, lines, scale, top } = view;
	context.clearRect(0, 0, columns.width, height);
	context.save();
	context.translate(0, -top);
	drawTicks(brush, view);
	drawLifelines(brush, view);
	const every = Math.ceil(lines.length / MOST_LINES);
	const drawn = every === 1 ? lines : lines.filter((line, at) => at % every === 0 || isRare(line));
	const hasArrows = drawn.length < 160;
	for (const line of drawn) drawPacket(brush, line, view, hasArrows);
	for (const { line, y, text } of placeLabels(drawn, ({ at }) => scale.yOf(at))) {
		writeLabel(brush, line, y, text, columns, isMarked(line, view));
	}
	for (const line of lines) if (isMarked(line, view)) emphasise(brush, line, view);
	context.restore();
	return every;
}

const isRare = ({ kind, data }: PacketLine): boolean => kind === "again" || data.lost !== undefined;
const isMarked = ({ seq }: PacketLine, { selected, hovered }: LadderView): boolean =>
	seq === selected || seq === hovered;

/** Each kind has a colour, a weight and a dash of its own; data has the colour of its direction. */
export function strokeOf({ kind, fromClient, data }: Pick<PacketLine, "kind" | "fromClient" | "data">): StrokeStyle {
	if (kind === "again") return { colour: "waiting", width: 2.5, dash: [6, 3] };
	if (data.lost !== undefined) return { colour: "lost", width: 1.5 };
	if (kind === "handshake") return { colour: "handshake", width: 2, dash: [1.5, 3] };
	if (kind === "close") return { colour: "handshake", width: 1.25, dash: [8, 3, 1.5, 3] };
	if (kind === "ack") return { colour: "line-strong", width: 1 };
	return { colour: fromClient ? "request" : "response", width: 1.75 };
}

interface Ends {
	readonly x0: number;
	readonly y0: number;
	readonly x1: number;
	readonly y1: number;
}

/** Both ends of a packet's line on the ladder as a whole. */
export function endsOf({ at, endAt, reach, fromClient }: PacketLine, scale: FoldedScale, columns: LadderColumns): Ends {
	const { client, server } = columns;
	const x0 = fromClient ? client : server;
	return { x0, y0: scale.yOf(at), x1: x0 + ((fromClient ? server : client) - x0) * reach, y1: scale.yOf(endAt) };
}

function drawPacket(brush: Brush, line: PacketLine, view: LadderView, hasArrow: boolean): void {
	const { context } = brush;
	const { x0, y0, x1, y1 } = endsOf(line, view.scale, view.columns);
	const style = strokeOf(line);
	context.beginPath();
	context.moveTo(x0, y0);
	context.lineTo(x1, y1);
	stroke(brush, style);
	if (line.data.lost !== undefined) cross(brush, x1, y1);
	else if (hasArrow) arrow(brush, { x0, y0, x1, y1 }, style.colour);
}

function cross(brush: Brush, x: number, y: number): void {
	const { context } = brush;
	context.beginPath();
	context.moveTo(x - 4, y - 4);
	context.lineTo(x + 4, y + 4);
	context.moveTo(x + 4, y - 4);
	context.lineTo(x - 4, y + 4);
	stroke(brush, { colour: "lost", width: 2.25 });
}

function arrow(brush: Brush, { x0, y0, x1, y1 }: Ends, colour: ColourName): void {
	const { context } = brush;
	const angle = Math.atan2(y1 - y0, x1 - x0);
	context.beginPath();
	for (const side of [-0.45, 0.45]) {
		context.moveTo(x1, y1);
		context.lineTo(x1 - ARROW_ROOM * 1.4 * Math.cos(angle + side), y1 - ARROW_ROOM * 1.4 * Math.sin(angle + side));
	}
	stroke(brush, { colour, width: 1.25 });
}

function writeLabel(
	brush: Brush,
	line: PacketLine,
	y: number,
	text: string,
	{ client, server, labelRoom }: LadderColumns,
	strong: boolean,
): void {
	const room = labelRoom - 12;
	const short = widthOf(brush, text) <= room ? text : (text.split("–")[0] ?? text);
	const colour: ColourName =
		line.data.lost !== undefined ? "lost-text" : line.kind === "again" ? "waiting-text" : strong ? "ink" : "ink-3";
	const x = line.fromClient ? client - 6 : server + 6;
	write(brush, short, x, y + 4, { colour, strong, align: line.fromClient ? "right" : "left" });
}

/** What is selected or pointed at is drawn over the others, with its words. */
function emphasise(brush: Brush, line: PacketLine, view: LadderView): void {
	const { context } = brush;
	const { columns, scale } = view;
	const { x0, y0, x1, y1 } = endsOf(line, scale, columns);
	context.beginPath();
	context.moveTo(x0, y0);
	context.lineTo(x1, y1);
	stroke(brush, { colour: "ink", width: 2.5 });
	const text = labelOf(line);
	const width = widthOf(brush, text, 11, true) + 8;
	context.fillStyle = brush.colours.paper;
	context.fillRect(line.fromClient ? x0 - 4 - width : x0 + 4, y0 - 8, width, 16);
	writeLabel(brush, line, y0, text, columns, true);
	context.beginPath();
	context.arc(x0, y0, 3, 0, 2 * Math.PI);
	context.fillStyle = brush.colours.ink;
	context.fill();
}

function drawLifelines(brush: Brush, { scale, columns, top, height }: LadderView): void {
	const { context } = brush;
	for (const x of [columns.client, columns.server]) {
		context.beginPath();
		let y = top;
		for (const fold of scale.folds) {
			if (fold.bottom < top || fold.top > top + height) continue;
			context.moveTo(x, y);
			context.lineTo(x, fold.top + 10);
			y = fold.bottom - 10;
		}
		context.moveTo(x, y);
		context.lineTo(x, Math.min(top + height, scale.height));
		stroke(brush, { colour: "line-strong", width: 1.5 });
	}
	for (const fold of scale.folds) {
		if (fold.bottom >= top && fold.top <= top + height) drawFold(brush, fold.top, fold.bottom, fold.idleNs, columns);
	}
}

/** A break that can't be overlooked: a zigzag on both lifelines, and how long nothing was under way. */
function drawFold(brush: Brush, top: number, bottom: number, idleNs: number, { client, server }: LadderColumns): void {
	const { context } = brush;
	for (const x of [client, server]) {
		context.beginPath();
		context.moveTo(x, top + 10);
		for (const [at, aside] of [-4, 4, -4, 4, 0].entries()) {
			context.lineTo(x + aside, top + 10 + ((at + 1) * (bottom - top - 20)) / 5);
		}
		stroke(brush, { colour: "line-strong", width: 1.5 });
	}
	const words = `${formatDuration(idleNs)} idle`;
	write(brush, words, (client + server) / 2, (top + bottom) / 2 + 4, { colour: "ink-3", align: "center" });
}

const TICK_PITCH = 72;

/** Round times in each busy stretch; the first time of a stretch after a fold always. */
function drawTicks(brush: Brush, { scale, columns, top, height }: LadderView): void {
	const { context } = brush;
	const inSight = scale.busy.filter((stretch) => stretch.bottom >= top && stretch.top <= top + height);
	for (const { top: from, bottom: to } of inSight) {
		const first = Math.max(from, top);
		const last = Math.min(to, top + height);
		const fromNs = scale.timeAt(first);
		const toNs = scale.timeAt(last);
		for (const { timeNs, label } of ticksBetween(fromNs, toNs, Math.max(1, (last - first) / TICK_PITCH))) {
			const y = scale.yOf(timeNs);
			context.beginPath();
			context.moveTo(columns.gutter - 4, y);
			context.lineTo(columns.width, y);
			stroke(brush, { colour: "line", width: 1 });
			write(brush, label, columns.gutter - 8, y + 4, { colour: "ink-3", align: "right" });
		}
	}
}
