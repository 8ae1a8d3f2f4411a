import { formatCount } from "@roundtrip/analysis";
import { type Brush, widthOf, write } from "../canvas/brush.ts";
import type { NodeMoment } from "./node-moment.ts";
import type { Rows } from "./node-rows.ts";
import { meter, PITCH, slotRow, slots } from "./slots.ts";

/** A server: its busy workers, and the head of its queue. */
export function drawServer(brush: Brush, moment: NodeMoment, rows: Rows): void {
	layouts[rows.detail](brush, moment, rows);
}

const QUEUE_SLOTS = 3;

const layouts: Readonly<Record<Rows["detail"], typeof drawServer>> = {
	full: (brush, { busy, workers, queued, queueRoom }, rows) => {
		slotRow(brush, rows, rows.first, "busy", busy, workers, `${busy} of ${workers}`);
		if (queueRoom > 0) slotRow(brush, rows, rows.second, "queued", queued, queueRoom, formatCount(queued));
	},
	compact: (brush, { busy, workers, queued, queueRoom }, { left, right, first }) => {
		const queueWords = formatCount(queued);
		const busyWords = `${busy}/${workers}`;
		const queueFrom = right - widthOf(brush, queueWords) - 6 - QUEUE_SLOTS * PITCH;
		const busyEnd = queueFrom - 10;
		write(brush, queueWords, right, first, { colour: "ink-2", align: "right" });
		slots(brush, queueFrom, queueFrom + QUEUE_SLOTS * PITCH - 2, first, queued, queueRoom, "queued");
		write(brush, busyWords, busyEnd, first, { colour: "ink-2", align: "right" });
		slots(brush, left, busyEnd - widthOf(brush, busyWords) - 6, first, busy, workers, "busy");
	},
	mini: (brush, { busy, workers, queued }, { right, first }) => {
		meter(brush, right - 28, first - 7, 28, busy / Math.max(1, workers), queued > 0);
	},
};
