import { countOf, formatDuration } from "@roundtrip/analysis";
import type { Lane, LaneBar } from "./connection-lanes.ts";
import { partNames } from "./part.ts";

/** A lane in one sentence, for who can't see its bars. */
export function laneWords({ name, detail, kind, setUp, bars, rows }: Lane): string {
	const requests = countOf(bars.length, "request");
	const atOnce = rows > 1 ? `, up to ${rows} at the same time` : "";
	if (kind === "waiting") return `${name}: ${requests} ${detail}${atOnce}`;
	const opening = setUp.map(({ part, startAt, endAt }) => `${partNames[part]} ${formatDuration(endAt - startAt)}`);
	return [`${name}, ${detail}`, ...opening, `carries ${requests}${atOnce}`].join(", ");
}

/** `exchange 3, GET /image: 201 ms to 340 ms` */
export function barWords({ exchange, name, startAt, endAt }: LaneBar): string {
	return `exchange ${exchange}, ${name}: ${formatDuration(startAt)} to ${formatDuration(endAt)}`;
}
