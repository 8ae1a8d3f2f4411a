import { isCopy, linkName } from "@roundtrip/model";
import type { JournalEntry } from "../journal/entry.ts";
import { countedAs } from "../shaper/connection-name.ts";
import type { CountedMessage, LinkCounts } from "../shaper/link.ts";

/** Faults of a link count requests and responses, of which streams are but one each. */
const BEGINNINGS = /[<>]$/;

interface Counting extends LinkCounts {
	connections: number;
	readonly messages: CountedMessage[];
}

/** How many connections and which messages each link of a node has seen, by the journals of its earlier lives. */
export function countsOf(node: string, entries: Iterable<JournalEntry>): Readonly<Record<string, LinkCounts>> {
	const counts: Record<string, Counting> = {};
	for (const entry of entries) {
		if ("note" in entry) continue;
		if (entry.kind === "connecting")
			at(counts, countedAs(linkName(node, entry.data.to), isCopy(entry.call))).connections++;
		if (entry.kind !== "sent" || !BEGINNINGS.test(entry.message)) continue;
		const other = entry.node === node ? entry.data.to : entry.node;
		at(counts, countedAs(linkName(node, other), isCopy(entry.call))).messages.push({
			message: entry.message,
			sentNs: entry.at,
		});
	}
	return counts;
}

function at(counts: Record<string, Counting>, link: string): Counting {
	const counting = counts[link] ?? { connections: 0, messages: [] };
	counts[link] = counting;
	return counting;
}
