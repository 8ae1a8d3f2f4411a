import { formatCount, formatDuration } from "@roundtrip/analysis";
import type { Belief, Role } from "@roundtrip/model";
import { beliefSign } from "./belief-sign.ts";
import { type Brush, fill, hatch, stroke, widthOf, write } from "./brush.ts";
import type { NodeMoment } from "./node-moment.ts";
import { nameBaseline, nameDrop, outlines } from "./node-outline.ts";
import type { Box, Detail } from "./stage-layout.ts";

/** Where the state of a node is written: its rows between its inner borders. */
interface Rows {
	readonly left: number;
	readonly right: number;
	/** Baselines. */
	readonly first: number;
	readonly second: number;
	readonly detail: Detail;
}

const PAD = 12;

/** Draws what a node is doing into its outline, which is not drawn here. */
export function drawNode(brush: Brush, moment: NodeMoment, box: Box, detail: Detail): void {
	if (!moment.up) {
		drawDown(brush, moment.role, box, detail);
		if (detail === "mini") return;
	}
	roles[moment.role](brush, moment, rowsOf(moment.role, box, detail));
}

function rowsOf(role: Role, box: Box, detail: Detail): Rows {
	const top = box.y + nameDrop(role, detail);
	const left = box.x + PAD;
	const right = box.x + box.width - PAD;
	if (detail === "full") return { left, right, first: top + 50, second: top + 70, detail };
	if (detail === "compact") return { left, right, first: top + 38, second: top + 38, detail };
	return { left, right: box.x + box.width - 7, first: box.y + 13, second: box.y + 13, detail };
}

const roles: Readonly<Record<Role, (brush: Brush, moment: NodeMoment, rows: Rows) => void>> = {
	client: (brush, moment, rows) => {
		if (rows.detail === "full") {
			drawWaiting(brush, moment, rows.left, rows.right, rows.first);
			drawBeliefs(brush, moment, rows.left, rows.right, rows.second);
			return;
		}
		const isWaiting = moment.waiting !== undefined || moment.backingOff !== undefined;
		const ringX = rows.detail === "mini" ? rows.right - 5 : rows.left + 7;
		if (isWaiting) drawRing(brush, moment, ringX, rows.first - 4, 5);
		const hasSettled = BELIEFS.some((belief) => moment.settled[belief] > 0);
		if (rows.detail === "compact" && isWaiting && !hasSettled)
			drawWaiting(brush, moment, rows.left, rows.right, rows.first);
		else if (rows.detail === "compact")
			drawBeliefs(brush, moment, rows.left + (isWaiting ? 20 : 0), rows.right, rows.first);
		else if (!isWaiting) drawLastBelief(brush, moment, ringX, rows.first - 4);
	},
	server: (brush, moment, rows) => {
		const { left, right, first, second, detail } = rows;
		if (detail === "mini") {
			meter(brush, right - 28, first - 7, 28, moment.busy / Math.max(1, moment.workers), moment.queued > 0);
			return;
		}
		if (detail === "compact") {
			const queued = formatCount(moment.queued);
			const busy = `${moment.busy}/${moment.workers}`;
			const queueSlots = right - widthOf(brush, queued) - 6 - 3 * PITCH;
			const busyEnd = queueSlots - 10;
			write(brush, queued, right, first, { colour: "ink-2", align: "right" });
			slots(brush, queueSlots, queueSlots + 3 * PITCH - 2, first, moment.queued, moment.queueRoom, "queued");
			write(brush, busy, busyEnd, first, { colour: "ink-2", align: "right" });
			slots(brush, left, busyEnd - widthOf(brush, busy) - 6, first, moment.busy, moment.workers, "busy");
			return;
		}
		slotRow(brush, rows, first, "busy", moment.busy, moment.workers, `${moment.busy} of ${moment.workers}`);
		if (moment.queueRoom > 0)
			slotRow(brush, rows, second, "queued", moment.queued, moment.queueRoom, formatCount(moment.queued));
	},
	database: (brush, moment, rows) => {
		const { left, right, first, second, detail } = rows;
		if (detail === "full") {
			slotRow(brush, rows, first, "busy", moment.busy, moment.workers, `${moment.busy} of ${moment.workers}`);
			effects(brush, moment.committed, left, right, second, "committed");
			return;
		}
		if (detail === "compact") effects(brush, moment.committed, left, right, first, "committed");
		else effects(brush, moment.committed, right - 14 - widthOf(brush, formatCount(moment.committed)), right, first, "");
	},
};

/** A label, a row of slots and its number, in three columns that align from row to row. */
function slotRow(
	brush: Brush,
	{ left, right }: Rows,
	y: number,
	kind: "busy" | "queued",
	taken: number,
	room: number,
	number: string,
): void {
	write(brush, kind, left, y, { colour: "ink-3" });
	const from = left + 44;
	slots(brush, from, right - 44, y, taken, room, kind);
	write(brush, number, right, y, { colour: taken > 0 ? "ink" : "ink-3", align: "right" });
}

const SLOT = 6;
const PITCH = 8;
const LEAST_PITCH = 4;

/**
 * Little boxes that fill: work is full, waiting is hatched. Workers are all shown, closer where they are many, as one
 * bar where they are very many. Of a queue only its head is shown: its number says the rest.
 */
function slots(
	brush: Brush,
	from: number,
	to: number,
	y: number,
	taken: number,
	room: number,
	kind: "busy" | "queued",
): void {
	const width = to - from;
	const fitting = Math.max(0, Math.floor((width + PITCH - SLOT) / PITCH));
	if (kind === "busy" && room > fitting) {
		const pitch = Math.floor(width / room);
		if (pitch < LEAST_PITCH) meter(brush, from, y - 8, width, taken / room, false);
		else for (let nth = 0; nth < room; nth++) slot(brush, from + nth * pitch, y, pitch - 1, nth < taken, kind);
		return;
	}
	const count = Math.min(room, fitting);
	for (let nth = 0; nth < count; nth++) slot(brush, from + nth * PITCH, y, SLOT, nth < taken, kind);
}

function slot(brush: Brush, x: number, y: number, width: number, isTaken: boolean, kind: "busy" | "queued"): void {
	const { context } = brush;
	context.beginPath();
	context.rect(x + 0.5, y - 8.5, width - 1, 9);
	if (!isTaken) stroke(brush, { colour: "line-strong" });
	else if (kind === "busy") fill(brush, "ink-2");
	else {
		hatch(brush, "waiting", x, y - 9, width, 10, 3);
		context.beginPath();
		context.rect(x + 0.5, y - 8.5, width - 1, 9);
		stroke(brush, { colour: "waiting" });
	}
}

function meter(brush: Brush, x: number, y: number, width: number, share: number, waiting: boolean): void {
	const { context } = brush;
	context.beginPath();
	context.rect(x, y, width * Math.min(1, share), 6);
	fill(brush, "ink-2");
	context.beginPath();
	context.rect(x + 0.5, y + 0.5, width - 1, 5);
	stroke(brush, { colour: waiting ? "waiting" : "line-strong" });
}

/** A diamond for each effect that was made lasting, and their number. */
function effects(brush: Brush, committed: number, left: number, right: number, y: number, label: string): void {
	const number = formatCount(committed);
	write(brush, number, right, y, {
		colour: committed > 0 ? "effect-text" : "ink-3",
		align: "right",
		strong: committed > 0,
	});
	let from = left;
	if (label !== "") {
		write(brush, label, left, y, { colour: "ink-3" });
		from += widthOf(brush, label) + 10;
	}
	const pitch = 10;
	const end = right - widthOf(brush, number) - 12;
	const fitting = Math.max(0, Math.floor((end - from) / pitch) + 1);
	const shown = Math.min(committed, fitting);
	for (let nth = 0; nth < shown; nth++) {
		diamond(brush, end - (shown - 1 - nth) * pitch, y - 4, 4);
	}
}

function diamond(brush: Brush, x: number, y: number, radius: number): void {
	const { context } = brush;
	context.beginPath();
	context.moveTo(x, y - radius);
	context.lineTo(x + radius, y);
	context.lineTo(x, y + radius);
	context.lineTo(x - radius, y);
	context.closePath();
	fill(brush, "effect");
}

function drawWaiting(brush: Brush, moment: NodeMoment, left: number, right: number, y: number): void {
	drawRing(brush, moment, left + 7, y - 4, 6);
	const { waiting, backingOff } = moment;
	const from = left + 20;
	const fits = (...texts: readonly string[]): string =>
		texts.find((text) => widthOf(brush, text) <= right - from) ?? texts.at(-1) ?? "";
	if (waiting) {
		const elapsed = formatDuration(calm(waiting.elapsedNs));
		const timeout = formatDuration(waiting.timeoutNs);
		const many = waiting.count > 1 ? `${formatCount(waiting.count)} wait, ` : "waits ";
		write(brush, fits(`${many}${elapsed} of ${timeout}`, `${elapsed} of ${timeout}`, elapsed), from, y, {
			colour: "ink-2",
		});
	} else if (backingOff) {
		const remaining = formatDuration(calm(backingOff.remainingNs));
		write(brush, fits(`tries again in ${remaining}`, `again in ${remaining}`, remaining), from, y, { colour: "ink-2" });
	} else {
		write(brush, "idle", from, y, { colour: "ink-3" });
	}
}

/** To two digits, so that a running figure doesn't flicker in digits that nobody reads. */
function calm(ns: number): number {
	let step = 1;
	while (ns / step >= 100) step *= 10;
	return Math.floor(ns / step) * step;
}

/** The ring of a timeout that runs out, dotted while the client waits to try again, empty where it does neither. */
function drawRing(brush: Brush, { waiting, backingOff }: NodeMoment, x: number, y: number, radius: number): void {
	const { context } = brush;
	context.beginPath();
	context.arc(x, y, radius, 0, 2 * Math.PI);
	stroke(brush, { colour: "line-strong", width: 1.5, dash: backingOff && !waiting ? [2, 2] : [] });
	const left = waiting
		? 1 - waiting.elapsedNs / waiting.timeoutNs
		: backingOff
			? backingOff.remainingNs / Math.max(1, backingOff.waitNs)
			: 0;
	if (left > 0) {
		context.beginPath();
		context.arc(x, y, radius, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * Math.min(1, left));
		stroke(brush, { colour: "waiting", width: 3, dash: waiting ? [] : [2, 2] });
	}
}

const BELIEFS: readonly Belief[] = ["ok", "unknown", "failed"];

/** What the client believes of what is over: one as a word, several as numbers. */
function drawBeliefs(brush: Brush, { settled }: NodeMoment, left: number, right: number, y: number): void {
	const some = BELIEFS.filter((belief) => settled[belief] > 0);
	const total = some.reduce((sum, belief) => sum + settled[belief], 0);
	let x = left;
	for (const belief of some) {
		const text = total === 1 ? belief : formatCount(settled[belief]);
		const words = total > 1 && some.length === 1 ? `${text} ${belief}` : text;
		if (x + 20 + widthOf(brush, words) > right) return;
		beliefSign(brush, belief, x + 7, y - 4);
		write(brush, words, x + 20, y, { colour: `${BELIEF_COLOURS[belief]}-text`, strong: true });
		x += 20 + widthOf(brush, words, 11, true) + 8;
	}
}

const BELIEF_COLOURS = { ok: "response", unknown: "waiting", failed: "lost" } as const;

function drawLastBelief(brush: Brush, { settled }: NodeMoment, x: number, y: number): void {
	const worst = settled.failed > 0 ? "failed" : settled.unknown > 0 ? "unknown" : settled.ok > 0 ? "ok" : undefined;
	if (worst) beliefSign(brush, worst, x, y);
}

/** A dead node: hatched, with a broken outline, and named so. */
function drawDown(brush: Brush, role: Role, box: Box, detail: Detail): void {
	const { context, colours } = brush;
	const outline = new Path2D(outlines[role](box));
	context.save();
	context.clip(outline);
	context.globalAlpha = 0.55;
	context.fillStyle = colours.paper;
	context.fillRect(box.x, box.y, box.width, box.height);
	context.globalAlpha = 0.35;
	context.beginPath();
	context.rect(box.x, box.y, box.width, box.height);
	hatch(brush, "lost", box.x, box.y, box.width, box.height, 7);
	context.restore();
	context.strokeStyle = colours.paper;
	context.lineWidth = 3;
	context.setLineDash([]);
	context.stroke(outline);
	context.strokeStyle = colours.lost;
	context.lineWidth = 1.5;
	context.setLineDash([5, 4]);
	context.stroke(outline);
	const right = box.x + box.width - PAD;
	const y = box.y + nameBaseline(role, detail);
	const width = widthOf(brush, "down", 12, true);
	context.fillStyle = colours.paper;
	context.fillRect(right - width - 4, y - 12, width + 8, 16);
	write(brush, "down", right, y, { colour: "lost-text", size: 12, strong: true, align: "right" });
}
