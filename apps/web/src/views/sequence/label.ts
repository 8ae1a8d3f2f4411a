import { shortName } from "../../lab/item.ts";
import { textWidth } from "../fit-text.ts";
import type { Columns } from "./columns.ts";
import type { SequenceItem } from "./geometry.ts";
import { placeLabels, type WantedLabel } from "./place-labels.ts";

/** Words in the drawing: where, and at which angle. */
export interface PlacedLabel {
	readonly text: string;
	readonly x: number;
	readonly y: number;
	/** Degrees. */
	readonly angle: number;
	readonly anchor: "start" | "middle" | "end";
}

const SIZE = 12;
const HEIGHT = 14;
/** Steeper lines have level words. */
const STEEPEST = 30;
/** Words stand this far from their lifeline. */
const MARK_GAP = 14;

/** The words of what is shown, by item; those that would cover others are left out, first what is wanted most. */
export function labelsOf(
	items: readonly SequenceItem[],
	columns: Columns,
	isPicked: (item: SequenceItem) => boolean,
): ReadonlyMap<SequenceItem, PlacedLabel> {
	const wanted = items
		.flatMap((item) => {
			const label = labelOf(item, columns);
			return label ? [{ item, label, rank: isPicked(item) ? 0 : item.kind === "mark" ? 1 : 2 }] : [];
		})
		.sort((a, b) => a.rank - b.rank);
	const shown = placeLabels(wanted.map(({ label }) => boxOf(label)));
	return new Map(wanted.flatMap(({ item, label }, at) => (shown[at] ? [[item, label] as const] : [])));
}

function boxOf({ text, x, y, anchor }: PlacedLabel): WantedLabel {
	const width = textWidth(text, SIZE);
	const shift = anchor === "middle" ? 0 : anchor === "start" ? width / 2 : -width / 2;
	return { x: x + shift, y: y - HEIGHT / 3, width, height: HEIGHT };
}

function labelOf(item: SequenceItem, columns: Columns): PlacedLabel | undefined {
	switch (item.kind) {
		case "message":
			return alongLine(messageText(item.flight), item.arrow);
		case "opening": {
			const { back, opening } = item;
			return alongLine(openingText(opening, back !== undefined), item.there);
		}
		case "mark": {
			const { text, short = text } = item.mark;
			if (columns.wordsLeft && item.x === columns.left) {
				return { text, x: item.x - MARK_GAP, y: item.y + 4, angle: 0, anchor: "end" };
			}
			// Arrows leave to the right, downwards: words stand above them.
			return {
				text: columns.wordsLeft ? text : short,
				x: item.x + MARK_GAP - 4,
				y: item.y - 3,
				angle: 0,
				anchor: "start",
			};
		}
		default:
			return undefined;
	}
}

function openingText(
	{ what, refused }: Extract<SequenceItem, { kind: "opening" }>["opening"],
	isBack: boolean,
): string {
	if (what === "keys") return "keys";
	if (refused) return "connect: refused";
	return isBack ? "connect" : "connect: no answer";
}

function messageText(flight: Extract<SequenceItem, { kind: "message" }>["flight"]): string {
	const name = shortName(flight);
	return flight.lost ? `${name} · lost` : name;
}

/** Above the middle of a line, and turned with it where it isn't steep. */
function alongLine(
	text: string,
	{ x0, y0, x1, y1 }: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number },
): PlacedLabel | undefined {
	const length = Math.hypot(x1 - x0, y1 - y0);
	const slope = (Math.atan2(y1 - y0, Math.abs(x1 - x0)) * 180) / Math.PI;
	const angle = slope > STEEPEST ? 0 : x1 > x0 ? slope : -slope;
	const x = (x0 + x1) / 2;
	const y = (y0 + y1) / 2 - 5;
	if (length < 24) return undefined;
	return { text, x, y, angle, anchor: "middle" };
}
