import type { Nanoseconds } from "@roundtrip/model";

/** How strong something that is over is still drawn: full for half of its time, then less and less down to 0. */
export function fading(sinceNs: Nanoseconds, lingerNs: Nanoseconds): number {
	return Math.max(0, Math.min(1, 2 - (2 * sinceNs) / lingerNs));
}
