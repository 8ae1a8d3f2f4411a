import { Composer, type Document, isAlias, isCollection, isMap, isPair, isScalar, LineCounter, Parser } from "yaml";
import { LIMITS } from "./limits.ts";
import type { Problem } from "./problem.ts";
import { documentFaults, startOf, tooDeepAt, type YamlFault, yamlError } from "./yaml-faults.ts";

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

/** Reads the text; JSON is YAML too. Never throws, whatever the text is. */
export function readSource(text: string): SourceResult {
	const lines = new LineCounter();
	const failed = (faults: readonly YamlFault[]): SourceResult => ({
		ok: false,
		problems: faults
			.slice(0, LIMITS.problems)
			.map(({ offset, message }) => ({ ...positionOf(lines, offset), path: "", message })),
	});
	if (text.length > LIMITS.fileBytes) {
		return failed([{ offset: 0, message: `the file is larger than ${LIMITS.fileBytes / 1_024} KiB` }]);
	}
	const tokens = [...new Parser(lines.addNewLine).parse(text)];
	const tooDeep = tooDeepAt(tokens, LIMITS.yamlDepth);
	if (tooDeep !== undefined) {
		return failed([{ offset: tooDeep, message: `nested deeper than ${LIMITS.yamlDepth} levels` }]);
	}
	// Its own search for keys that are there twice takes the square of their number; ours is among the document's faults.
	const composer = new Composer({ prettyErrors: false, uniqueKeys: false, merge: false });
	const [document, second] = composer.compose(tokens, true, text.length);
	if (document === undefined) return failed([{ offset: 0, message: "nothing to read" }]);
	const error = yamlError(document, second);
	if (error !== undefined) return failed([error]);
	const faults = documentFaults(document);
	if (faults.length > 0) return failed(faults);
	const plain = plainData(document);
	if (plain === undefined) return failed([{ offset: 0, message: "aliases that stand for too much" }]);
	return { ok: true, source: { ...plain, locate: (path, atKey) => locate(document, lines, path, atKey) } };
}

/** Undefined where aliases within aliases make the data huge: there the library throws. */
function plainData(document: Document): { readonly data: unknown } | undefined {
	try {
		return { data: document.toJS({ maxAliasCount: LIMITS.yamlAliases }) };
	} catch (error) {
		if (error instanceof ReferenceError) return undefined;
		throw error;
	}
}

function locate(document: Document, lines: LineCounter, path: Path, atKey: boolean): { line: number; column: number } {
	let node: unknown = document.contents;
	let offset = startOf(node) ?? 0;
	for (const [depth, step] of path.entries()) {
		if (isAlias(node)) node = node.resolve(document);
		if (!isCollection(node)) break;
		const pair = isMap(node)
			? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
			: undefined;
		const next = isMap(node) ? pair?.value : node.items[Number(step)];
		const key = isPair(pair) ? startOf(pair.key) : undefined;
		if (next === undefined && key === undefined) break;
		const isWanted = atKey && depth === path.length - 1;
		offset = (isWanted ? (key ?? startOf(next)) : (startOf(next) ?? key)) ?? offset;
		node = next;
	}
	return positionOf(lines, offset);
}

function positionOf(lines: LineCounter, offset: number): { line: number; column: number } {
	const { line, col } = lines.linePos(offset);
	return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
