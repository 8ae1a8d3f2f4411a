import { type Nanoseconds, NS_PER_MS, NS_PER_S, NS_PER_US } from "@roundtrip/model";

/** A mark on a time axis with its words. */
export interface Tick {
	readonly timeNs: Nanoseconds;
	readonly label: string;
}

const MINUTE_NS = 60 * NS_PER_S;
const HOUR_NS = 60 * MINUTE_NS;

/** Steps that people count in above a second, where 1, 2, 5 times ten stops being natural. */
const LONG_STEPS_NS = [
	...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * NS_PER_S),
	...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_NS),
	...[1, 2, 3, 6, 12, 24].map((hours) => hours * HOUR_NS),
];

/** The smallest natural step, in ns, that puts at most `maximum` steps into a span. */
export function tickStep(spanNs: Nanoseconds, maximum: number): Nanoseconds {
	const wantedNs = spanNs / Math.max(1, maximum);
	if (wantedNs > NS_PER_S / 2) {
		return LONG_STEPS_NS.find((step) => step >= wantedNs) ?? Math.ceil(wantedNs / (24 * HOUR_NS)) * 24 * HOUR_NS;
	}
	for (let magnitude = 1; magnitude <= NS_PER_S; magnitude *= 10) {
		for (const factor of [1, 2, 5]) if (magnitude * factor >= wantedNs) return magnitude * factor;
	}
	return NS_PER_S;
}

interface TickUnit {
	readonly name: string;
	readonly ns: number;
}

/** One unit for a whole axis, so that its labels compare at a glance. */
function unitFor(spanEndNs: Nanoseconds): TickUnit {
	if (spanEndNs >= 10 * MINUTE_NS) return { name: "min", ns: MINUTE_NS };
	if (spanEndNs >= 10 * NS_PER_S) return { name: "s", ns: NS_PER_S };
	if (spanEndNs >= NS_PER_MS) return { name: "ms", ns: NS_PER_MS };
	if (spanEndNs >= NS_PER_US) return { name: "µs", ns: NS_PER_US };
	return { name: "ns", ns: 1 };
}

function decimalsOf(stepNs: Nanoseconds, unit: TickUnit): number {
	let decimals = 0;
	for (let step = stepNs / unit.ns; decimals < 6 && Math.abs(step - Math.round(step)) > 1e-9; step *= 10) decimals++;
	return decimals;
}

/** Digits in groups of three, with a space that doesn't break. */
function grouped(text: string): string {
	const [whole = "", fraction] = text.split(".");
	const spaced = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole;
	return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

/** Evenly spaced ticks at natural times from `fromNs` to `toNs`, at most about `maximum` of them, in one unit. */
export function ticksBetween(fromNs: Nanoseconds, toNs: Nanoseconds, maximum: number): readonly Tick[] {
	if (!(toNs > fromNs)) return [];
	const stepNs = tickStep(toNs - fromNs, maximum);
	const unit = unitFor(toNs);
	const decimals = decimalsOf(stepNs, unit);
	const ticks: Tick[] = [];
	for (let nth = Math.ceil(fromNs / stepNs); nth * stepNs <= toNs; nth++) {
		const timeNs = nth * stepNs;
		const label = timeNs === 0 ? "0" : `${grouped((timeNs / unit.ns).toFixed(decimals))} ${unit.name}`;
		ticks.push({ timeNs, label });
	}
	return ticks;
}
