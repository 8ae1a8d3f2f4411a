import type { MessageFlight } from "@roundtrip/analysis";

type Named = Pick<MessageFlight, "direction" | "item" | "summary">;

/** What a message is called where there is little room: items by their number, others by their start line. */
export function shortName({ item, summary }: Pick<Named, "item" | "summary">): string {
	if (item === undefined) return summary;
	return item === "end" ? "end" : `item ${item}`;
}

/** What it is in a sentence: `request GET /news`, `item 3 of the response`. */
export function longName({ direction, item, summary }: Named): string {
	if (item === undefined) return `${direction} ${summary}`;
	return `${shortName({ item, summary })} of the ${direction}`;
}
