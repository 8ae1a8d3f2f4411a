import {
	type Document,
	isAlias,
	isCollection,
	isMap,
	isPair,
	isScalar,
	LineCounter,
	type Node,
	parseDocument,
} from "yaml";
import { LIMITS } from "./limits.ts";
import type { Problem } from "./problem.ts";

export type Path = readonly PropertyKey[];

/** A YAML or JSON text that remembers where everything stands. */
export interface Source {
	/** The plain data. */
	readonly data: unknown;
	/** Line and column of a value, or of its key, or of the nearest thing above it that is there. */
	locate(path: Path, atKey: boolean): { readonly line: number; readonly column: number };
}

export type SourceResult =
	| { readonly ok: true; readonly source: Source }
	| { readonly ok: false; readonly problems: readonly Problem[] };

const atTop = (message: string): SourceResult => ({ ok: false, problems: [{ line: 1, column: 1, path: "", message }] });

/** Reads the text; JSON is YAML too. Never throws, whatever the text is. */
export function readSource(text: string): SourceResult {
	// A character is at least a byte, so this bounds the bytes without encoding them.
	if (text.length > LIMITS.fileBytes) return atTop(`the file is larger than ${LIMITS.fileBytes / 1_024} KiB`);
	if (nesting(text) > LIMITS.yamlDepth) return atTop(`nested deeper than ${LIMITS.yamlDepth} levels`);
	const lines = new LineCounter();
	try {
		const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, merge: false });
		if (document.errors.length > 0) {
			const problems = document.errors.slice(0, LIMITS.problems).map((error): Problem => {
				const { line, col } = lines.linePos(error.pos[0]);
				return { line: Math.max(line, 1), column: Math.max(col, 1), path: "", message: firstSentence(error.message) };
			});
			return { ok: false, problems };
		}
		const data: unknown = document.toJS({ maxAliasCount: LIMITS.yamlAliases });
		return { ok: true, source: { data, locate: (path, atKey) => locate(document, lines, path, atKey) } };
	} catch (error) {
		// The YAML library throws on alias bombs and on recursion that our own bound did not foresee.
		return atTop(
			error instanceof RangeError
				? "nested too deeply"
				: firstSentence(String(error instanceof Error ? error.message : error)),
		);
	}
}

/** An upper bound of how deep the text nests, by its brackets and its indentation, before anything recursive touches it. */
function nesting(text: string): number {
	let brackets = 0;
	let deepest = 0;
	for (const line of text.split("\n")) {
		let dashes = 0;
		for (const character of line) {
			if (character === "[" || character === "{") brackets++;
			else if (character === "]" || character === "}") brackets = Math.max(0, brackets - 1);
			else if (character === "-" || character === "?" || character === ":") dashes++;
			deepest = Math.max(deepest, brackets);
		}
		// `- - - x` nests on one line; longer prose with dashes stays far below the bound.
		const leading = /^[\s\-?]*/.exec(line)?.[0] ?? "";
		if (dashes > 0) deepest = Math.max(deepest, leading.replace(/\s/g, "").length);
	}
	return deepest;
}

function locate(document: Document, lines: LineCounter, path: Path, atKey: boolean): { line: number; column: number } {
	let node: unknown = document.contents;
	let offset = startOf(node) ?? 0;
	for (const [depth, step] of path.entries()) {
		if (isAlias(node)) node = node.resolve(document);
		const isLast = depth === path.length - 1;
		if (!isCollection(node)) break;
		const pair = isMap(node)
			? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
			: undefined;
		const next = isMap(node) ? pair?.value : node.items[Number(step)];
		const key = isPair(pair) ? startOf(pair.key) : undefined;
		if (next === undefined && key === undefined) break;
		offset = (isLast && atKey ? key : startOf(next)) ?? key ?? offset;
		node = next;
	}
	const { line, col } = lines.linePos(offset);
	return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function startOf(node: unknown): number | undefined {
	return (node as Node | null | undefined)?.range?.[0];
}

function firstSentence(message: string): string {
	return message.split("\n")[0]?.slice(0, 200) ?? "not YAML";
}
