import { formatCount } from "@roundtrip/analysis";
import { type Nanoseconds, NS_PER_MS, NS_PER_S, NS_PER_US } from "@roundtrip/model";

/**
 * A moment of a run, fine enough to tell neighbours apart, and always with the same unit and decimals within one run
 * so that it doesn't jump while time runs: `152.4 ms` of a run of seconds, `42.10 s` of a run of minutes.
 */
export function momentText(timeNs: Nanoseconds, durationNs: Nanoseconds): string {
	if (durationNs < 10 * NS_PER_MS) return `${fixed(timeNs / NS_PER_US, 1)} µs`;
	if (durationNs < 10 * NS_PER_S) return `${fixed(timeNs / NS_PER_MS, 1)} ms`;
	return `${fixed(timeNs / NS_PER_S, 2)} s`;
}

function fixed(value: number, digits: number): string {
	const [whole = "0", fraction = ""] = value.toFixed(digits).split(".");
	return `${formatCount(Number(whole))}.${fraction}`;
}
