import type { Quantity } from "./quantity.ts";

/** How often something happens, as events per hour: an integer for `1/h` as for `1000/s`. */
export type PerHour = number;

/** A frequency as it is written. */
export type WrittenFrequency = `${number}/${"h" | "min" | "s"}`;

export const frequency: Quantity = {
	what: "a frequency",
	units: [
		{ name: "/h", factor: 1 },
		{ name: "/min", factor: 60 },
		{ name: "/s", factor: 3_600 },
	],
	zero: "0/s",
	examples: "10/s or 30/min",
	max: 3_600 * 1_000_000,
};
