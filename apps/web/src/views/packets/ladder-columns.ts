/** Where the lifelines of a ladder stand, in pixels from its left. */
export interface LadderColumns {
	readonly width: number;
	/** Times are written left of this. */
	readonly gutter: number;
	readonly client: number;
	readonly server: number;
	/** For the words beside a lifeline. */
	readonly labelRoom: number;
}

const GUTTER = 72;
/** Wide enough for `1013600–1015047`. */
const LABEL = 104;
const NARROW_LABEL = 60;
const LEAST_WAY = 80;

export function ladderColumns(width: number): LadderColumns {
	const labelRoom = width - GUTTER - 2 * LABEL >= LEAST_WAY ? LABEL : NARROW_LABEL;
	const client = GUTTER + labelRoom;
	return { width, gutter: GUTTER, client, server: Math.max(client + LEAST_WAY, width - labelRoom - 8), labelRoom };
}
