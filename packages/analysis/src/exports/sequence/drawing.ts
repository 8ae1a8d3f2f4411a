import { clip, fitting, Line } from "./canvas.ts";
import { half, type Layout } from "./layout.ts";
import type { ArrowRow, Lifeline, Lifelines, NoteRow, Row } from "./row.ts";
import type { TimeScale } from "./time-scale.ts";

const LIFELINES: Readonly<Record<Lifeline, string>> = { down: "┊", idle: "│", busy: "┃" };
/** Where an arrow leaves a lifeline, to the right and to the left. */
const DEPARTURES: Readonly<Record<Lifeline, { readonly right: string; readonly left: string }>> = {
	down: { right: "├", left: "┤" },
	idle: { right: "├", left: "┤" },
	busy: { right: "┠", left: "┨" },
};

/** The names of the nodes over their lifelines, and the units of the times. */
export function drawHeading(layout: Layout, scale: TimeScale): readonly string[] {
	const words = new Line(layout.width);
	putTimes(words, layout, "leaves", "arrives");
	const names = new Line(layout.width);
	putTimes(names, layout, scale.unit, scale.unit);
	for (const [node, column] of layout.lifelines) names.put(column - half(node), node);
	return [words.toString(), names.toString()];
}

/** The lines of one row: an empty one before it where it begins something. */
export function drawRow(row: Row, layout: Layout, scale: TimeScale): readonly string[] {
	const line = lifelinesOf(row.lifelines, layout);
	const empty = row.apart ? [lifelinesOf(row.apart, layout).toString()] : [];
	putTimes(line, layout, scale.write(row.at), row.kind === "arrow" ? arrival(row, scale) : "");
	if (row.kind === "arrow") drawArrow(line, row, layout);
	else drawNote(line, row, layout);
	return [...empty, line.toString()];
}

/** When it arrived, or what became of it. */
export function arrival(row: ArrowRow, scale: TimeScale): string {
	if (row.arrivedAt !== undefined) return scale.write(row.arrivedAt);
	return row.lostWhere === undefined ? "…" : row.style === "handshake" ? "never" : "lost";
}

function putTimes(line: Line, { timeWidth }: Pick<Layout, "timeWidth">, first: string, second: string): void {
	line.put(timeWidth - first.length, first);
	line.put(2 * timeWidth + 2 - second.length, second);
}

function lifelinesOf(states: Lifelines, layout: Layout): Line {
	const line = new Line(layout.width);
	for (const [node, column] of layout.lifelines) line.put(column, LIFELINES[states.get(node) ?? "idle"]);
	return line;
}

function drawArrow(line: Line, row: ArrowRow, layout: Layout): void {
	const from = layout.lifelines.get(row.from);
	const to = layout.lifelines.get(row.to);
	if (from === undefined || to === undefined) return;
	const step = to > from ? 1 : -1;
	const side = step > 0 ? "right" : "left";
	const stroke = row.style === "handshake" ? "╌" : "─";
	const state = row.lifelines.get(row.from) ?? "idle";
	const length = Math.abs(to - from);
	// A lost message keeps clear of both ends, so that its cross is seen and its way too.
	const reach = row.lostWhere === undefined ? length - 1 : clamp(Math.round(row.lostWhere * length), 2, length - 1);
	const end = from + step * reach;
	line.fill(Math.min(from + step, end), Math.max(from + step, end), stroke);
	line.put(from, DEPARTURES[state][side]);
	line.put(end, headOf(row, step));
	if (row.style === "handshake" && row.arrivedAt !== undefined) line.put(to, step > 0 ? "┤" : "├");
	// Its words stand on the longer piece: on its way, or beyond the cross.
	const beyond = row.lostWhere !== undefined && length - reach > reach;
	if (beyond) putLabel(line, row.labels, end + step * 2, to - step * 2, step, 0);
	else putLabel(line, row.labels, from + step * 2, end - step * 2, step, 1);
}

function headOf(row: ArrowRow, step: number): string {
	if (row.lostWhere !== undefined) return "✕";
	if (row.arrivedAt === undefined) return "…";
	if (row.style === "handshake") return "╌";
	return step > 0 ? "►" : "◄";
}

/** Words between two columns, at the end where the arrow comes from, with a space on either side. */
function putLabel(
	line: Line,
	labels: readonly string[],
	start: number,
	end: number,
	step: number,
	padding: 0 | 1,
): void {
	const room = (end - start) * step + 1 - 2 * padding;
	const text = fitting(labels, room);
	if (text === "") return;
	const padded = padding === 1 ? ` ${text} ` : text;
	line.put(step > 0 ? start : start - padded.length + 1, padded);
}

/** A mark on the lifeline and words beside it: to the right if there is room, else to the left. */
function drawNote(line: Line, row: NoteRow, layout: Layout): void {
	const column = layout.lifelines.get(row.node);
	if (column === undefined) return;
	line.put(column, row.mark);
	const columns = [...layout.lifelines.values()];
	const next = columns.find((each) => each > column) ?? layout.width + 1;
	const before = columns.findLast((each) => each < column) ?? layout.gutter - 1;
	// The mark's column, a space before the words, and one behind them.
	const needs = row.text.length + 3;
	if (needs <= next - column || needs > column - before) {
		line.put(column + 2, clip(row.text, layout.width - column - 2));
	} else line.put(column - 1 - row.text.length, row.text);
}

function clamp(value: number, least: number, most: number): number {
	return Math.min(Math.max(value, least), most);
}
