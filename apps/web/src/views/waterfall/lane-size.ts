import type { Lane } from "./connection-lanes.ts";

/** How high a lane is, and the bars in it. */
export interface LaneSize {
	readonly height: number;
	/** From one bar to the one below. */
	readonly pitch: number;
	readonly bar: number;
	readonly top: number;
}

const ONE: LaneSize = { height: 40, pitch: 14, bar: 14, top: 13 };
const PADDING = 6;
/** A lane of many streams or waiting requests is at most so high; its bars get thinner. */
const TALLEST = { connection: 264, waiting: 128 } as const;
const WIDEST_PITCH = { connection: 12, waiting: 6 } as const;
const LEAST = 44;

export function laneSize({ rows, kind }: Pick<Lane, "rows" | "kind">): LaneSize {
	if (rows <= 1 && kind === "connection") return ONE;
	const pitch = Math.max(1, Math.min(WIDEST_PITCH[kind], (TALLEST[kind] - 2 * PADDING) / rows));
	const bar = Math.max(1, pitch - (pitch >= 4 ? 2 : pitch >= 2 ? 1 : 0));
	const height = Math.max(LEAST, Math.ceil(rows * pitch + 2 * PADDING));
	return { height, pitch, bar, top: PADDING };
}
