import type { Role } from "@roundtrip/model";

/** One message of a sketch; places are shares of the width and height, from 0 to 1. */
export interface SketchLine {
	readonly x1: number;
	readonly y1: number;
	readonly x2: number;
	readonly y2: number;
	readonly direction: "request" | "response" | "handshake";
	readonly lost: boolean;
	/** One of a stream's: lighter than what begins it. */
	readonly isItem?: boolean;
}

/** A run's sequence, small: enough to recognise it by. */
export interface Sketch {
	/** Of the nodes' lines, as shares of the width. */
	readonly lanes: readonly number[];
	readonly lines: readonly SketchLine[];
	/** Where effects were made lasting. */
	readonly effects: readonly { readonly x: number; readonly y: number }[];
	/** Who takes part, the asking side first. */
	readonly roles: readonly Role[];
	/** Where packets were lost; absent where they are not told. */
	readonly losses?: readonly { readonly x: number; readonly y: number }[];
}
