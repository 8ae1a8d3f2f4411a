import type { Quantity } from "./quantity.ts";

/** A part of a whole, in millionths. */
export type PartsPerMillion = number;

/** A part of a whole as it is written. */
export type WrittenShare = `${number}${"%" | "ppm"}`;

export const share: Quantity = {
	what: "a share",
	units: [
		{ name: "ppm", factor: 1 },
		{ name: "%", factor: 10_000 },
	],
	zero: "0%",
	examples: "1% or 0.05%",
	max: 1_000_000,
};
