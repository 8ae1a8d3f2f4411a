import type { z } from "zod";
import { clip } from "../clip.ts";
import type { Descriptor } from "./descriptor.ts";
import { expectationKinds } from "./expectations/registry.ts";
import { faultKinds } from "./faults/registry.ts";
import { describe } from "./fields.ts";
import { knownKeys } from "./known-keys.ts";
import { LIMITS } from "./limits.ts";
import { nearest, nearestHint } from "./nearest.ts";
import { proofKinds } from "./nodes/proves.ts";
import { nodeKinds } from "./nodes/registry.ts";
import type { Path } from "./source.ts";
import { stepKinds } from "./steps/registry.ts";

/** More would not be read. */
const KEYS_NAMED = 6;

type Issue = z.core.$ZodIssue;

/** A problem with its path in the document, before it has a line. */
export interface Finding {
	readonly path: Path;
	/** The trouble is the key, not its value. */
	readonly atKey: boolean;
	readonly message: string;
}

/** Where variants stand in a scenario, and how a variant is told from its siblings. */
const VARIANTS: readonly {
	readonly what: string;
	readonly at: readonly (string | null)[];
	readonly by: "is" | "key";
	readonly kinds: readonly Descriptor<unknown>[];
}[] = [
	{ what: "a node", at: ["nodes", null], by: "is", kinds: nodeKinds },
	{ what: "a proof", at: ["nodes", null, "proves"], by: "key", kinds: proofKinds },
	{ what: "a step", at: ["routes", null, null, null], by: "key", kinds: stepKinds },
	{ what: "a step", at: ["routes", null, null, null, "each", null], by: "key", kinds: stepKinds },
	{ what: "a step", at: ["routes", null, null, null, "steps", null], by: "key", kinds: stepKinds },
	{ what: "a fault", at: ["faults", null], by: "key", kinds: faultKinds },
	{ what: "an expectation", at: ["expect", null], by: "key", kinds: expectationKinds },
];

/** Turns what the schema says into what a person needs: the right place and the nearest right word. */
export function explainIssues(issues: readonly Issue[], data: unknown): readonly Finding[] {
	// Of too many to tell, those of the large parts come first: that one is missing, or has too much in it.
	const telling = issues.length > LIMITS.problems ? issues.toSorted((a, b) => a.path.length - b.path.length) : issues;
	return telling.slice(0, LIMITS.problems).flatMap((issue) => explainIssue(issue, [], data));
}

function explainIssue(issue: Issue, above: Path, data: unknown): readonly Finding[] {
	const path = [...above, ...issue.path];
	if (issue.code === "unrecognized_keys") return explainUnknownKeys(issue.keys, path, data);
	if (issue.code === "invalid_union") return explainVariant(issue, path, data);
	if (issue.code === "invalid_element") return issue.issues.flatMap((inner) => explainIssue(inner, path, data));
	if (issue.code === "invalid_key") return [{ path, atKey: true, message: issue.issues[0]?.message ?? "not a name" }];
	if (issue.code !== "custom" && path.length > 0 && valueAt(data, path) === undefined) {
		return [{ path: path.slice(0, -1), atKey: true, message: missing(String(path.at(-1)), issue) }];
	}
	const atKey = issue.code === "custom" && issue.params?.atKey === true;
	return [{ path, atKey, message: messageOf(issue, path, data) }];
}

function explainUnknownKeys(keys: readonly string[], path: Path, data: unknown): readonly Finding[] {
	const known = knownKeys(path, data);
	return keys.slice(0, LIMITS.problems).map((key) => ({
		path: [...path, key],
		atKey: true,
		message: `unknown key '${clip(key)}'${nearestHint(key, known)}`,
	}));
}

/** A key that has to have one certain value is named with it. */
function missing(key: string, issue: Issue): string {
	const only =
		issue.code === "invalid_value" && issue.values.length === 1 ? `; add ${key}: ${String(issue.values[0])}` : "";
	return `'${key}' is missing${only}`;
}

/** The schema's own words, except where they are the library's: those say only that something is no map. */
function messageOf(issue: Issue, path: Path, data: unknown): string {
	if (!issue.message.startsWith("Invalid input")) return issue.message;
	const known = knownKeys(path, data);
	const some = known.length > KEYS_NAMED ? `${known.slice(0, KEYS_NAMED).join(", ")} and others` : known.join(", ");
	const wanted = known.length > 0 ? `is not a map with the keys ${some}` : "does not belong here";
	return `${describe(valueAt(data, path))} ${wanted}`;
}

/** Of a value that fits none of its variants, only the problems of the variant that was meant are told. */
function explainVariant(issue: Issue & { code: "invalid_union" }, path: Path, data: unknown): readonly Finding[] {
	const variants = VARIANTS.find((candidate) => fits(candidate.at, path));
	if (variants === undefined) return [{ path, atKey: false, message: issue.message }];
	const { what, by, kinds } = variants;
	const value = valueAt(data, path);
	const names = kinds.map((kind) => kind.name);
	if (!isRecord(value) || Object.keys(value).length === 0) {
		return [{ path, atKey: false, message: `${describe(value)} is not ${what}; write it like ${kinds[0]?.example}` }];
	}
	const is = typeof value.is === "string" ? value.is : "";
	const chosen = by === "is" ? names.indexOf(is) : names.findIndex((name) => Object.hasOwn(value, name));
	const inner = issue.errors[chosen];
	if (inner !== undefined) return inner.flatMap((each) => explainIssue(each, path, data));
	return [by === "is" ? unknownIs(value.is, what, names, path) : unknownLead(Object.keys(value), what, names, path)];
}

function unknownIs(is: unknown, what: string, names: readonly string[], path: Path): Finding {
	if (is === undefined) return { path, atKey: true, message: `say what it is: is: ${names.join(", ")}` };
	const message = `${describe(is)} is not ${what}${nearestHint(typeof is === "string" ? is : "", names)}`;
	return { path: [...path, "is"], atKey: false, message };
}

/** Where no key leads to a variant, the one that comes nearest was meant to. */
function unknownLead(keys: readonly string[], what: string, names: readonly string[], path: Path): Finding {
	const key = keys.find((each) => nearest(each, names) !== undefined) ?? keys[0] ?? "";
	const message = `'${clip(key)}' is not ${what}${nearestHint(key, names)}`;
	return { path: [...path, key], atKey: true, message };
}

function fits(pattern: readonly (string | null)[], path: Path): boolean {
	return pattern.length === path.length && pattern.every((step, index) => step === null || step === path[index]);
}

function valueAt(data: unknown, path: Path): unknown {
	let value = data;
	for (const step of path) {
		if (Array.isArray(value)) value = value[Number(step)];
		else if (isRecord(value) && Object.hasOwn(value, String(step))) value = value[String(step)];
		else return undefined;
	}
	return value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
