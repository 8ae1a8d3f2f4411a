import type { Nanoseconds } from "@roundtrip/model";

/** What a lifeline looks like beside a row: gone dark, idle, or busy with something. */
export type Lifeline = "down" | "idle" | "busy";

/** By node. */
export type Lifelines = ReadonlyMap<string, Lifeline>;

interface RowBase {
	readonly at: Nanoseconds;
	readonly lifelines: Lifelines;
	/** The lifelines of an empty row before it, where it begins something new. */
	readonly apart?: Lifelines;
}

/** Something that travels from one node to another. */
export interface ArrowRow extends RowBase {
	readonly kind: "arrow";
	readonly from: string;
	readonly to: string;
	/** A handshake goes there and back. */
	readonly style: "request" | "response" | "handshake";
	/** From the longest to the shortest; the first that fits is drawn. */
	labels: readonly string[];
	arrivedAt: Nanoseconds | undefined;
	/** How far it came, where it was lost. */
	lostWhere: number | undefined;
}

/** Something that happens at one node. */
export interface NoteRow extends RowBase {
	readonly kind: "note";
	readonly node: string;
	/** One character on the lifeline. */
	readonly mark: string;
	readonly text: string;
}

export type Row = ArrowRow | NoteRow;

/** A sequence as rows in the order of time, as far as it is drawn. */
export interface SequenceRows {
	readonly rows: readonly Row[];
	/** Messages that are not drawn. */
	readonly left: number;
	/** True where the rows end before the run does. */
	readonly cut: boolean;
}
