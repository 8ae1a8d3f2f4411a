import { countOf, formatDuration } from "@roundtrip/analysis";
import type { SetUp } from "./set-up.ts";

/** `3 round-trips first`; the one of the request itself is not counted. */
export function beforeRequestWords({ trips }: SetUp): string {
	const before = trips.filter(({ reasons }) => !reasons.includes("request")).length;
	return before === 0 ? "no round-trip first" : `${countOf(before, "round-trip")} first`;
}

/** `answer after 402 ms` */
export function answerWords({ answeredAt, startAt, connection }: SetUp): string {
	if (answeredAt !== undefined) return `answer after ${formatDuration(answeredAt - startAt)}`;
	return connection.refused ? "refused" : "no answer";
}
