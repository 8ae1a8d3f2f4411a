import type { Quantity } from "./quantity.ts";

/** A span or a moment of time in integer nanoseconds. */
export type Nanoseconds = number;

/** A duration as it is written. */
export type WrittenDuration = `${number}${"ns" | "us" | "ms" | "s" | "min" | "h"}`;

export const NS_PER_US = 1_000;
export const NS_PER_MS = 1_000_000;
export const NS_PER_S = 1_000_000_000;

export const duration: Quantity = {
	what: "a duration",
	units: [
		{ name: "ns", factor: 1 },
		{ name: "us", factor: NS_PER_US },
		{ name: "ms", factor: NS_PER_MS },
		{ name: "s", factor: NS_PER_S },
		{ name: "min", factor: 60 * NS_PER_S },
		{ name: "h", factor: 3_600 * NS_PER_S },
	],
	zero: "0s",
	examples: "100ms or 1.5s",
	max: 24 * 3_600 * NS_PER_S,
};
