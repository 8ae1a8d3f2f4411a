import { type Nanoseconds, NS_PER_MS, NS_PER_S } from "@roundtrip/model";

/** How all times of one diagram are written, so that they align and compare at a glance. */
export interface TimeScale {
	readonly unit: "ms" | "s";
	write(ns: Nanoseconds): string;
}

/** Milliseconds as long as they are readable; three decimals where the whole run is short. */
export function timeScale(durationNs: Nanoseconds): TimeScale {
	const inSeconds = durationNs >= 100 * NS_PER_S;
	const decimals = inSeconds || durationNs < 10 * NS_PER_MS ? 3 : 1;
	const factor = inSeconds ? NS_PER_S : NS_PER_MS;
	return {
		unit: inSeconds ? "s" : "ms",
		write: (ns) => {
			const [whole = "", fraction = ""] = (ns / factor).toFixed(decimals).split(".");
			return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}.${fraction}`;
		},
	};
}
