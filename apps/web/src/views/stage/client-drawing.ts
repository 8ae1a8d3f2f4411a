import type { Brush } from "../canvas/brush.ts";
import { drawBeliefs, drawWorstBelief } from "./belief-drawing.ts";
import type { NodeMoment } from "./node-moment.ts";
import type { Rows } from "./node-rows.ts";
import { drawRing, drawWaiting } from "./waiting-ring.ts";

/** A client: what it waits for, and what it believes of what is over. */
export function drawClient(brush: Brush, moment: NodeMoment, rows: Rows): void {
	layouts[rows.detail](brush, moment, rows);
}

const layouts: Readonly<Record<Rows["detail"], typeof drawClient>> = {
	full: (brush, moment, { left, right, first, second }) => {
		drawWaiting(brush, moment, left, right, first);
		drawBeliefs(brush, moment, left, right, second);
	},
	compact: (brush, moment, { left, right, first }) => {
		const { ok, unknown, failed } = moment.settled;
		const hasSettled = ok + unknown + failed > 0;
		if (!hasSettled) {
			drawWaiting(brush, moment, left, right, first);
			return;
		}
		if (isWaiting(moment)) drawRing(brush, moment, left + 7, first - 4, 6);
		drawBeliefs(brush, moment, left + (isWaiting(moment) ? 20 : 0), right, first);
	},
	mini: (brush, moment, { right, first }) => {
		if (isWaiting(moment)) drawRing(brush, moment, right - 5, first - 4, 5);
		else drawWorstBelief(brush, moment, right - 5, first - 4);
	},
};

function isWaiting({ waiting, backingOff }: NodeMoment): boolean {
	return waiting !== undefined || backingOff !== undefined;
}
