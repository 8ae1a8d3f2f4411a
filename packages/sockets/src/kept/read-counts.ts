import { type CallId, callParts, responseOf } from "@roundtrip/model";
import type { JournalEntry } from "../journal/entry.ts";
import type { Journal } from "../journal/writer.ts";

/** What databases said to a server on behalf of the requests it works on. */
export interface ReadCounts {
	/** Takes what the server writes down, and keeps no more of it than the counts that were read. */
	readonly journal: Journal;
	/** Remembers from now on what is read for a request. */
	expect(call: CallId): void;
	/** The count that was read last for a request. What a database says from now on comes too late, and is forgotten. */
	take(call: CallId): number | undefined;
}

export function createReadCounts(): ReadCounts {
	const counts = new Map<CallId, number | undefined>();
	let length = 0;

	function note(entry: JournalEntry): void {
		length++;
		if (!("kind" in entry) || entry.kind !== "sent" || entry.message !== responseOf(entry.call)) return;
		const asker = askedFor(entry.call);
		const count = countIn(entry.data.body ?? "");
		if (count !== undefined && counts.has(asker)) counts.set(asker, count);
	}

	return {
		journal: {
			write: note,
			writeAll: (entries) => entries.forEach(note),
			get length() {
				return length;
			},
			close: () => undefined,
		},
		expect(call) {
			counts.set(call, undefined);
		},
		take(call) {
			if (counts.size === 0) return undefined;
			const count = counts.get(call);
			counts.delete(call);
			return count;
		},
	};
}

/** The request that a query was made for: `e1.2` of `e1.2/1`. */
function askedFor(call: CallId): CallId {
	const { exchange, attempt } = callParts(call);
	return `e${exchange}.${attempt}`;
}

const COUNT = /^\{"count":(\d+)\}$/;

function countIn(body: string): number | undefined {
	const digits = COUNT.exec(body)?.[1];
	return digits === undefined ? undefined : Number(digits);
}
