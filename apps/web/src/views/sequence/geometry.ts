import type { MessageFlight } from "@roundtrip/analysis";
import { createIntervalIndex } from "../time/interval-index.ts";
import type { Columns } from "./columns.ts";
import type { Mark } from "./mark.ts";
import type { Bar, Opening, SequenceModel } from "./sequence-model.ts";
import type { VerticalScale } from "./vertical-scale.ts";

export interface PlacedArrow {
	readonly x0: number;
	readonly y0: number;
	readonly x1: number;
	readonly y1: number;
}

export type SequenceItem =
	| { readonly kind: "message"; readonly flight: MessageFlight; readonly arrow: PlacedArrow }
	| { readonly kind: "opening"; readonly opening: Opening; readonly there: PlacedArrow; readonly back?: PlacedArrow }
	| { readonly kind: "bar"; readonly bar: Bar; readonly x: number; readonly y0: number; readonly y1: number }
	| { readonly kind: "mark"; readonly mark: Mark; readonly x: number; readonly y: number };

/** A part of the diagram by what it shows, wherever it is drawn. */
export type ItemIdentity =
	| Pick<Extract<SequenceItem, { kind: "message" }>, "kind" | "flight">
	| Pick<Extract<SequenceItem, { kind: "opening" }>, "kind" | "opening">
	| Pick<Extract<SequenceItem, { kind: "bar" }>, "kind" | "bar">
	| Pick<Extract<SequenceItem, { kind: "mark" }>, "kind" | "mark">;

/** A name that no other part of the same diagram has. */
export function itemKey(item: ItemIdentity): string {
	if (item.kind === "bar") return `bar ${item.bar.kind} ${item.bar.node} ${item.bar.fromSeq}`;
	if (item.kind === "opening") return `opening ${item.opening.fromSeq}`;
	return item.kind === "mark" ? `mark ${item.mark.seq}` : item.flight.message;
}

/** The drawing of a whole run, from which a view takes what it shows. */
export interface SequenceGeometry {
	readonly height: number;
	/** Everything that touches a stretch of the drawing, bars first, words last. */
	between(top: number, bottom: number): readonly SequenceItem[];
	/** The vertical place of a message's sending, for scrolling to it. */
	readonly columns: Columns;
}

const LANE = 7;
const NARROW_LANES = 5;
/** Half of a bar. */
export const HALF_BAR = 2.5;

/** How far a lane stands right of its lifeline; many lanes stand closer and closer. */
function laneShift(lane: number): number {
	return lane <= NARROW_LANES ? lane * LANE : NARROW_LANES * LANE + (lane - NARROW_LANES) * 1.5;
}

/** Lays a run out on a scale and columns. */
export function sequenceGeometry(model: SequenceModel, scale: VerticalScale, columns: Columns): SequenceGeometry {
	const xOf = (node: string): number => columns.xOf.get(node) ?? 0;
	const items: SequenceItem[] = [
		...model.bars.map((bar) => placedBar(bar, scale, xOf)),
		...model.openings.map((opening) => placedOpening(opening, scale, xOf)),
		...model.messages.map((flight) => placedMessage(flight, model, scale, xOf)),
		...model.marks.map((mark) => ({ kind: "mark" as const, mark, x: xOf(mark.node), y: scale.ofEvent(mark.seq) })),
	];
	const index = createIntervalIndex(
		items.length,
		(at) => extentOf(items[at])[0],
		(at) => extentOf(items[at])[1],
	);
	return {
		height: scale.height,
		columns,
		between: (top, bottom) =>
			index
				.overlapping(top, bottom)
				.sort((a, b) => a - b)
				.flatMap((at) => items[at] ?? []),
	};
}

function extentOf(item: SequenceItem | undefined): readonly [top: number, bottom: number] {
	if (item === undefined) return [0, 0];
	if (item.kind === "message") return [item.arrow.y0, item.arrow.y1];
	if (item.kind === "opening") return [item.there.y0, (item.back ?? item.there).y1];
	return item.kind === "bar" ? [item.y0, item.y1] : [item.y, item.y];
}

type XOf = (node: string) => number;

function placedBar(bar: Bar, scale: VerticalScale, xOf: XOf): SequenceItem {
	const x = xOf(bar.node) + laneShift(bar.lane);
	return { kind: "bar", bar, x, y0: scale.ofEvent(bar.fromSeq), y1: scale.ofEvent(bar.toSeq) };
}

/** Ends of messages meet the bars of their calls, on the side that they come from. */
function placedMessage(flight: MessageFlight, model: SequenceModel, scale: VerticalScale, xOf: XOf): SequenceItem {
	const { call, from, to, sentSeq, deliveredSeq, lost } = flight;
	const rightwards = xOf(to) > xOf(from);
	const start = xOf(from) + laneShift(model.laneOf(parentAt(flight, from), from)) + (rightwards ? HALF_BAR : -HALF_BAR);
	const target = xOf(to) + laneShift(model.laneOf(parentAt(flight, to), to)) + (rightwards ? -HALF_BAR : HALF_BAR);
	const y0 = scale.ofEvent(sentSeq);
	if (lost) {
		const x1 = start + (target - start) * Math.min(1, Math.max(0.06, lost.where));
		return { kind: "message", flight, arrow: { x0: start, y0, x1, y1: scale.ofEvent(lost.seq) } };
	}
	const y1 = deliveredSeq === undefined ? scale.height : scale.ofEvent(deliveredSeq);
	return { kind: "message", flight, arrow: { x0: start, y0, x1: target, y1 } };

	/** A server that asks a database works on the call that it asks for, not on the query. */
	function parentAt({ direction }: MessageFlight, node: string): string {
		const asking = direction === "request" ? from : to;
		const slash = call.lastIndexOf("/");
		return node === asking && slash > 0 ? call.slice(0, slash) : call;
	}
}

function placedOpening(opening: Opening, scale: VerticalScale, xOf: XOf): SequenceItem {
	const { from, to, fromSeq, toSeq } = opening;
	const x0 = xOf(from);
	const x1 = xOf(to);
	const y0 = scale.ofEvent(fromSeq);
	if (toSeq === undefined) {
		return { kind: "opening", opening, there: { x0, y0, x1, y1: y0 + UNANSWERED_DROP } };
	}
	const end = scale.ofEvent(toSeq);
	const turn = (y0 + end) / 2;
	return { kind: "opening", opening, there: { x0, y0, x1, y1: turn }, back: { x0: x1, y0: turn, x1: x0, y1: end } };
}

/** How far down the try for a connection is drawn that nobody answers. */
const UNANSWERED_DROP = 14;
