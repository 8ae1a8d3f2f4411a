import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DyingNote, JournalEntry } from "../journal/entry.ts";
import { readJournal } from "../journal/reader.ts";
import type { Life } from "../journal/run-record.ts";

/** The files that the nodes of a run write, one for each life. */
export interface RunJournals {
	/** The file of a node's next life. */
	next(node: string): string;
	/** What a node's lives have written, in order. */
	of(node: string): readonly JournalEntry[];
	/** The last word of the process whose file this is, where it has killed itself as a fault says. */
	lastWord(file: string): DyingNote | undefined;
	/** What every process has written; the lives of one node stand in their order. */
	lives(): readonly Life[];
}

export function createRunJournals(folder: string): RunJournals {
	const files = new Map<string, string[]>();

	function read(path: string): readonly JournalEntry[] {
		if (!existsSync(path)) return [];
		const result = readJournal(readFileSync(path, "utf8"));
		if (!result.ok) throw new Error(`${path}: ${result.problem}`);
		return result.entries;
	}

	return {
		next(node) {
			const lives = files.get(node) ?? [];
			const path = join(folder, `${node}.${lives.length + 1}.ndjson`);
			files.set(node, [...lives, path]);
			return path;
		},
		lastWord(file) {
			const last = read(file).at(-1);
			return last !== undefined && "note" in last && last.note === "dying" ? last : undefined;
		},
		of: (node) => (files.get(node) ?? []).flatMap(read),
		lives: () => [...files].flatMap(([node, lives]) => lives.map((path) => ({ node, entries: read(path) }))),
	};
}
