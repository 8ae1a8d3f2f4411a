import { countOf, formatDuration, type Saving, type Spared } from "@roundtrip/analysis";

/** `2 round-trips, 400 ms`; in the mean there may be a part of a round-trip. */
export function sparedWords({ roundTrips, timeNs }: Spared): string {
	const count = Math.round(roundTrips * 10) / 10;
	const time = formatDuration(timeNs);
	return count > 0 ? `${countOf(count, "round-trip")}, ${time}` : time;
}

/** `would save 2 round-trips, 400 ms` */
export function predictionWords({ expects, figure }: Saving): string {
	return `would save ${sparedWords(expects)}${figure === "mean-latency" ? " in the mean" : ""}`;
}

/** `a second run: 401 ms`; a change may also make it worse. */
export function confirmationWords({ timeNs }: Spared): string {
	if (timeNs === 0) return "a second run: nothing";
	return timeNs > 0 ? `a second run: ${formatDuration(timeNs)}` : `a second run: ${formatDuration(-timeNs)} longer`;
}
