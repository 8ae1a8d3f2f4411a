import type { Nanoseconds } from "@roundtrip/model";

/** The part of a run that a view shows. */
export interface TimeWindow {
	readonly fromNs: Nanoseconds;
	readonly toNs: Nanoseconds;
}

/** Nothing in a trace is finer than this, so nothing is gained by looking closer. */
const SHORTEST_NS = 100;

/** Moves and shortens a window until it lies within a run from 0 to `durationNs`. */
export function withinRun(window: TimeWindow, durationNs: Nanoseconds): TimeWindow {
	const whole = Math.max(durationNs, SHORTEST_NS);
	const span = Math.min(whole, Math.max(SHORTEST_NS, window.toNs - window.fromNs));
	const fromNs = Math.min(Math.max(0, window.fromNs), whole - span);
	return { fromNs, toNs: fromNs + span };
}

/** Shows `factor` times as much time (below 1: closer), with `aroundNs` staying where it is on the screen. */
export function zoomed(window: TimeWindow, factor: number, aroundNs: Nanoseconds, durationNs: Nanoseconds): TimeWindow {
	const fromNs = aroundNs - (aroundNs - window.fromNs) * factor;
	const toNs = aroundNs + (window.toNs - aroundNs) * factor;
	if (toNs - fromNs >= durationNs) return withinRun({ fromNs: 0, toNs: durationNs }, durationNs);
	if (toNs - fromNs < SHORTEST_NS) return window;
	return withinRun({ fromNs, toNs }, durationNs);
}

/** Moves a window later by a share of what it shows (below 0: earlier). */
export function panned(window: TimeWindow, share: number, durationNs: Nanoseconds): TimeWindow {
	const stepNs = (window.toNs - window.fromNs) * share;
	return withinRun({ fromNs: window.fromNs + stepNs, toNs: window.toNs + stepNs }, durationNs);
}

/** The window moved, if need be, so that a moment is inside, a tenth away from the border. */
export function showing(window: TimeWindow, timeNs: Nanoseconds, durationNs: Nanoseconds): TimeWindow {
	if (timeNs >= window.fromNs && timeNs <= window.toNs) return window;
	const span = window.toNs - window.fromNs;
	return withinRun({ fromNs: timeNs - span * 0.1, toNs: timeNs + span * 0.9 }, durationNs);
}
