import type fc from "fast-check";
import { wholeSelection } from "../scenario/types/check-selection.ts";
import type { Selection } from "../scenario/types/selection.ts";
import type { FieldKind, TypeSpec, Types } from "../scenario/types/type-spec.ts";
import { type Choices, chosen } from "./choices.ts";

/** Names as people give them, and some that mean something to JavaScript, to JSON or to GraphQL. */
const FIELD_NAMES: readonly [string, ...string[]] = [
	...(["id", "title", "body", "author", "likes", "comments", "constructor", "toString", "valueOf"] as const),
	...(["toJSON", "catch", "on", "query", "type", "data", "errors", "length", "null", "x", "aB9"] as const),
];

/** Types that `checkTypes` finds nothing wrong with: each refers only to those before it. */
export const anyTypes: fc.Arbitrary<Types> = chosen(drawTypes);

/** Types, one of them, and some of its fields. */
export const anySelected: fc.Arbitrary<{
	readonly types: Types;
	readonly type: string;
	readonly selection: Selection;
}> = chosen((choices) => {
	const types = drawTypes(choices);
	const type = Object.keys(types).at(-1) ?? "";
	return { types, type, selection: drawPart(choices, wholeSelection(types, type)) };
});

function drawTypes(choices: Choices): Types {
	const types: Record<string, TypeSpec> = {};
	const count = choices.integer(1, 5);
	for (let index = 1; index <= count; index++) {
		const known = Object.keys(types);
		const names = [choices.pick(FIELD_NAMES), ...choices.list(5, () => choices.pick(FIELD_NAMES))];
		types[`T${index}`] = Object.fromEntries(names.map((name) => [name, drawKind(choices, known)]));
	}
	return types;
}

function drawKind(choices: Choices, known: readonly string[]): FieldKind {
	const [first, ...others] = known;
	const kind = choices.pick(["text", "number", "flag", "record", "list"] as const);
	if (kind === "number" || kind === "flag") return { kind };
	if (kind === "text" || first === undefined) return { kind: "text", bytes: choices.integer(0, 60) };
	const type = choices.pick([first, ...others]);
	return kind === "record" ? { kind, type } : { kind, count: choices.integer(1, 3), type };
}

/** Some of the fields, at least one at every level. */
function drawPart(choices: Choices, whole: Selection): Selection {
	const kept = whole.filter(() => choices.boolean());
	return (kept.length > 0 ? kept : whole.slice(0, 1)).map((field) =>
		field.selection === undefined ? field : { ...field, selection: drawPart(choices, field.selection) },
	);
}
