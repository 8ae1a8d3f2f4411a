import { EVENT_KINDS } from "@roundtrip/model";
import type { JournalEntry, Note } from "./entry.ts";

export type JournalResult =
	| { readonly ok: true; readonly entries: readonly JournalEntry[] }
	| { readonly ok: false; readonly problem: string };

const NOTES: ReadonlySet<unknown> = new Set<Note["note"]>(["arrived", "handed", "woken", "dying", "cut"]);
const KINDS: ReadonlySet<unknown> = new Set(EVENT_KINDS);

/**
 * Reads a journal. A last line without its end is what a killed process was just writing: it did not happen.
 * Anything else that is not an entry is a fault of ours, and is told. Never throws.
 */
export function readJournal(text: string): JournalResult {
	const lines = text.split("\n");
	lines.pop();
	const entries: JournalEntry[] = [];
	for (const [index, line] of lines.entries()) {
		const entry = parse(line);
		if (!isEntry(entry)) return { ok: false, problem: `line ${index + 1} is not an entry of a journal` };
		entries.push(entry);
	}
	return { ok: true, entries };
}

function parse(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

/** Journals are our own processes' words: what tells entries apart is checked, their content is taken. */
function isEntry(value: unknown): value is JournalEntry {
	if (typeof value !== "object" || value === null) return false;
	const { at, node, kind, note, call, data } = value as Record<string, unknown>;
	if (typeof at !== "number" || !Number.isFinite(at) || typeof node !== "string") return false;
	if (NOTES.has(note)) return typeof call === "string";
	return (
		KINDS.has(kind) && typeof data === "object" && data !== null && (call === undefined || typeof call === "string")
	);
}
