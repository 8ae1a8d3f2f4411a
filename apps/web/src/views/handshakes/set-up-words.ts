import { countOf, formatDuration } from "@roundtrip/analysis";
import type { SetUp } from "./set-up.ts";

/** `3 round-trips, then the request`; the one of the request itself is not counted. */
export function beforeRequestWords({ trips }: SetUp): string {
	const before = trips.filter(({ reasons }) => !reasons.includes("request")).length;
	return before === 0 ? "the request goes first" : `${countOf(before, "round-trip")}, then the request`;
}

/** `answer after 402 ms` */
export function answerWords({ answeredAt, startAt, connection }: SetUp): string {
	if (answeredAt !== undefined) return `answer after ${formatDuration(answeredAt - startAt)}`;
	return connection.refused ? "refused" : "no answer";
}
