import { clip } from "../../clip.ts";
import { TYPE_LIMITS } from "./limits.ts";
import { isFieldName } from "./type-name.ts";

/** One field that is asked for; of a record, with what is asked of it. */
export interface SelectedField {
	readonly name: string;
	readonly selection?: Selection | undefined;
}

/** The fields of a record that are asked for, in order: GraphQL's selection set without aliases and arguments. */
export type Selection = readonly SelectedField[];

export type SelectionResult =
	| { readonly ok: true; readonly value: Selection }
	| { readonly ok: false; readonly problem: string };

/** Reads `{ title author { name } }`; commas are spaces, as in GraphQL. Never throws. */
export function parseSelection(text: string): SelectionResult {
	const bad = (problem: string): SelectionResult => ({ ok: false, problem });
	if (text.length > TYPE_LIMITS.selectionLength) {
		return bad(`a selection of more than ${TYPE_LIMITS.selectionLength} characters`);
	}
	const words = text.match(/[{}]|[^{}\s,]+/g) ?? [];
	if (words[0] !== "{")
		return bad(`'${clip(text.trim())}' is not a selection; write it like { title author { name } }`);
	const open: MutableField[][] = [];
	let whole: MutableField[] | undefined;
	for (const word of words) {
		const problem = whole === undefined ? takeWord(word, open) : `'${clip(word)}' stands behind the last }`;
		if (problem !== undefined) return bad(problem);
		if (word !== "}") continue;
		const closed = open.pop();
		if (closed?.length === 0) return bad("a selection names at least one field");
		if (open.length === 0) whole = closed;
	}
	return whole === undefined ? bad("a } is missing") : { ok: true, value: whole };
}

interface MutableField {
	readonly name: string;
	selection?: MutableField[];
}

/** Takes a brace that opens, or a name; gives what is wrong with it. */
function takeWord(word: string, open: MutableField[][]): string | undefined {
	const fields = open.at(-1);
	if (word === "{") {
		if (open.length >= TYPE_LIMITS.selectionDepth)
			return `more than ${TYPE_LIMITS.selectionDepth} selections in each other`;
		const within: MutableField[] = [];
		const parent = fields?.at(-1);
		if (fields !== undefined && parent === undefined) return "a { stands behind the name of a field";
		if (parent?.selection !== undefined) return `'${parent.name}' has two selections`;
		if (parent !== undefined) parent.selection = within;
		open.push(within);
		return undefined;
	}
	if (word === "}") return undefined;
	if (!isFieldName(word)) return `'${clip(word)}' is not the name of a field; a selection has names and braces only`;
	if (fields?.some(({ name }) => name === word)) return `'${word}' is selected twice`;
	fields?.push({ name: word });
	return undefined;
}

/** On one line; `parseSelection` reads it back to the same. */
export function printSelection(selection: Selection): string {
	const fields = selection.map((field) =>
		field.selection === undefined ? field.name : `${field.name} ${printSelection(field.selection)}`,
	);
	return `{ ${fields.join(" ")} }`;
}
