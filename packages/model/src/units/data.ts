import type { Quantity } from "./quantity.ts";

/** An amount of data in bytes. */
export type Bytes = number;

/** How fast data flows, in bits per second. */
export type BitsPerSecond = number;

/** An amount of data as it is written. */
export type WrittenSize = `${number}${"B" | "kB" | "KiB" | "MB" | "MiB"}`;

/** A rate of data as it is written. */
export type WrittenRate = `${number}${"" | "k" | "M" | "G"}bit/s`;

export const size: Quantity = {
	what: "a size",
	units: [
		{ name: "B", factor: 1 },
		{ name: "kB", factor: 1_000 },
		{ name: "KiB", factor: 1_024 },
		{ name: "MB", factor: 1_000_000 },
		{ name: "MiB", factor: 1_048_576 },
	],
	zero: "0B",
	examples: "200B or 1.5kB",
	max: 1_000_000_000,
};

export const rate: Quantity = {
	what: "a rate",
	units: [
		{ name: "bit/s", factor: 1 },
		{ name: "kbit/s", factor: 1_000 },
		{ name: "Mbit/s", factor: 1_000_000 },
		{ name: "Gbit/s", factor: 1_000_000_000 },
	],
	zero: "0bit/s",
	examples: "10Mbit/s",
	max: 1_000_000_000_000,
};
