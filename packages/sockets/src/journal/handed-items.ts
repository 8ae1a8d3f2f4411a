import type { MessageId } from "@roundtrip/model";
import type { HandedNote, JournalEntry } from "./entry.ts";

/** The items of streams that servers handed over, and their ends, by name. */
export type HandedItems = ReadonlyMap<MessageId, HandedNote>;

export function handedItems(entries: readonly JournalEntry[]): HandedItems {
	return new Map(
		entries.flatMap((entry) => ("note" in entry && entry.note === "handed" ? [[entry.message, entry] as const] : [])),
	);
}
