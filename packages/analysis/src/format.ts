import { type Bytes, type Nanoseconds, NS_PER_MS, NS_PER_S, NS_PER_US } from "@roundtrip/model";

/** `short` drops zeros at the end (`1 s`), `tabular` keeps three digits so that columns align (`1.00 s`). */
export type Digits = "short" | "tabular";

interface Scale {
	readonly unit: string;
	readonly factor: number;
}

const DURATIONS: readonly Scale[] = [
	{ unit: "ns", factor: 1 },
	{ unit: "µs", factor: NS_PER_US },
	{ unit: "ms", factor: NS_PER_MS },
	{ unit: "s", factor: NS_PER_S },
	{ unit: "min", factor: 60 * NS_PER_S },
	{ unit: "h", factor: 3_600 * NS_PER_S },
];

const SIZES: readonly Scale[] = [
	{ unit: "B", factor: 1 },
	{ unit: "kB", factor: 1_000 },
	{ unit: "MB", factor: 1_000_000 },
	{ unit: "GB", factor: 1_000_000_000 },
];

/** A duration in ns for people: three significant digits and the unit that keeps them below 1,000. */
export function formatDuration(ns: Nanoseconds, digits: Digits = "short"): string {
	return ns === 0 ? zero("ms", digits) : scaled(ns, DURATIONS, digits);
}

/** An amount of bytes for people: three significant digits, decimal units (1 kB is 1,000 B). */
export function formatSize(bytes: Bytes, digits: Digits = "short"): string {
	return scaled(bytes, SIZES, digits);
}

/** A share for people: `0.12` is `12 %`; three significant digits. */
export function formatPercent(share: number): string {
	return `${significant(share * 100, "short")} %`;
}

/** A whole number with its thousands apart, such as `100,000`. */
export function formatCount(count: number): string {
	return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `1 attempt`, `2 attempts`; the plural is the singular with an s unless given. */
export function countOf(count: number, singular: string, plural: string = `${singular}s`): string {
	return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

function zero(unit: string, digits: Digits): string {
	return digits === "short" ? `0 ${unit}` : `0.00 ${unit}`;
}

function scaled(value: number, scales: readonly Scale[], digits: Digits): string {
	const sign = value < 0 ? "−" : "";
	const magnitude = Math.abs(value);
	// Rounding may carry into the next unit: 999.6 µs is 1 ms, not 1000 µs.
	const scale = scales.find(({ factor }) => rounded(magnitude / factor) < 1_000) ??
		scales.at(-1) ?? { unit: "", factor: 1 };
	// The smallest unit is whole by definition, so it carries no decimals.
	const inUnits = magnitude / scale.factor;
	const text = scale.factor === 1 ? String(Math.round(inUnits)) : significant(inUnits, digits);
	return `${sign}${text} ${scale.unit}`;
}

function rounded(value: number): number {
	return Number(value.toPrecision(3));
}

function significant(value: number, digits: Digits): string {
	if (rounded(Math.abs(value)) >= 1_000) return formatCount(Math.round(value));
	return digits === "short" ? String(rounded(value)) : value.toPrecision(3);
}
