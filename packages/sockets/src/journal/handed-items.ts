import type { CallId, MessageId } from "@roundtrip/model";
import type { FromChannel, HandedNote, JournalEntry } from "./entry.ts";

/** The items of streams that servers handed over, and their ends, by name. */
export type HandedItems = ReadonlyMap<MessageId, HandedNote>;

export function handedItems(entries: readonly JournalEntry[]): HandedItems {
	return new Map(
		entries.flatMap((entry) => ("note" in entry && entry.note === "handed" ? [[entry.message, entry] as const] : [])),
	);
}

/** Which calls went on with what was published, by node, channel and number. */
export type WokenCalls = ReadonlyMap<string, readonly CallId[]>;

export function wokenCalls(entries: readonly JournalEntry[]): WokenCalls {
	const woken = new Map<string, CallId[]>();
	for (const entry of entries) {
		if (!("note" in entry) || entry.note !== "woken") continue;
		const by = publishedAs(entry.node, entry.published);
		woken.set(by, [...(woken.get(by) ?? []), entry.call]);
	}
	return woken;
}

export function publishedAs(node: string, { channel, number }: FromChannel): string {
	return `${node} ${channel} ${number}`;
}
