import { formatCount, formatDuration } from "@roundtrip/analysis";
import { type Brush, stroke, widthOf, write } from "../canvas/brush.ts";
import type { NodeMoment } from "./node-moment.ts";

/** What a client waits for, as a ring and in words as long as fit. */
export function drawWaiting(brush: Brush, moment: NodeMoment, left: number, right: number, y: number): void {
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
export function drawRing(
	brush: Brush,
	{ waiting, backingOff }: NodeMoment,
	x: number,
	y: number,
	radius: number,
): void {
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
