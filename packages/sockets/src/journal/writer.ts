import { closeSync, openSync, writeSync } from "node:fs";
import { isOfHeartbeat, type JournalEntry } from "./entry.ts";

/** What a process writes down as it happens. */
export interface Journal {
	write(entry: JournalEntry): void;
	/** Several at once, which costs less. */
	writeAll(entries: readonly JournalEntry[]): void;
	/** How many entries there are that tell of more than that somebody is still there. */
	readonly length: number;
	close(): void;
}

/** A file with one JSON entry a line. Each is with the kernel before the next thing happens: no kill can take it back. */
export function createJournal(path: string): Journal {
	const file = openSync(path, "a");
	let length = 0;
	let isClosed = false;
	function writeAll(entries: readonly JournalEntry[]): void {
		if (entries.length === 0 || isClosed) return;
		writeSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
		for (const entry of entries) if (!isOfHeartbeat(entry)) length++;
	}

	return {
		write: (entry) => writeAll([entry]),
		writeAll,
		get length() {
			return length;
		},
		close() {
			// The number of the file may be another's from now on.
			isClosed = true;
			closeSync(file);
		},
	};
}
