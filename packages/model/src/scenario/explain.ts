import type { z } from "zod";
import type { Descriptor } from "./descriptor.ts";
import { expectationKinds } from "./expectations/registry.ts";
import { faultKinds } from "./faults/registry.ts";
import { describe } from "./fields.ts";
import { knownKeys } from "./known-keys.ts";
import { nearestHint } from "./nearest.ts";
import { nodeKinds } from "./nodes/registry.ts";
import type { Path } from "./source.ts";
import { stepKinds } from "./steps/registry.ts";

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
	{ what: "a step", at: ["routes", null, null, null], by: "key", kinds: stepKinds },
	{ what: "a fault", at: ["faults", null], by: "key", kinds: faultKinds },
	{ what: "an expectation", at: ["expect", null], by: "key", kinds: expectationKinds },
];

/** Turns what the schema says into what a person needs: the right place and the nearest right word. */
export function explainIssues(issues: readonly Issue[], data: unknown): readonly Finding[] {
	return issues.flatMap((issue) => explainIssue(issue, [], data));
}

function explainIssue(issue: Issue, above: Path, data: unknown): readonly Finding[] {
	const path = [...above, ...issue.path];
	if (issue.code === "unrecognized_keys") {
		const known = knownKeys(path, data);
		return issue.keys.map((key) => ({
			path: [...path, key],
			atKey: true,
			message: `unknown key '${key}'${nearestHint(key, known)}`,
		}));
	}
	if (issue.code === "invalid_union") return explainVariant(issue, path, data);
	if (issue.code === "invalid_key") {
		const inner = issue.issues[0];
		return [{ path, atKey: true, message: inner?.message ?? "not a name" }];
	}
	if (issue.code === "invalid_element") return issue.issues.flatMap((inner) => explainIssue(inner, path, data));
	if (issue.code === "invalid_type" && valueAt(data, path) === undefined) {
		return [{ path: path.slice(0, -1), atKey: true, message: `'${String(path.at(-1) ?? "")}' is missing` }];
	}
	const atKey = issue.code === "custom" && issue.params?.["atKey"] === true;
	const message = issue.message.startsWith("Invalid input")
		? `${describe(valueAt(data, path))} does not belong here`
		: issue.message;
	return [{ path, atKey, message: missing(issue, path, data) ?? message }];
}

/** A required value of a kind whose own message speaks of 'nothing' reads better as a missing key. */
function missing(issue: Issue, path: Path, data: unknown): string | undefined {
	if (path.length === 0 || issue.code === "custom" || valueAt(data, path) !== undefined) return undefined;
	return `'${String(path.at(-1))}' is missing`;
}

/** Of a value that fits none of its variants, only the problems of the variant that was meant are told. */
function explainVariant(issue: Issue & { code: "invalid_union" }, path: Path, data: unknown): readonly Finding[] {
	const variants = VARIANTS.find((candidate) => fits(candidate.at, path));
	if (variants === undefined) return [{ path, atKey: false, message: issue.message }];
	const value = valueAt(data, path);
	const names = variants.kinds.map((kind) => kind.name);
	if (!isRecord(value)) {
		return [
			{
				path,
				atKey: false,
				message: `${describe(value)} is not ${variants.what}; write it like ${variants.kinds[0]?.example ?? ""}`,
			},
		];
	}
	const chosen =
		variants.by === "is" ? names.indexOf(String(value["is"])) : names.findIndex((name) => Object.hasOwn(value, name));
	const inner = issue.errors[chosen];
	if (inner !== undefined) return inner.flatMap((each) => explainIssue(each, path, data));
	if (variants.by === "is") {
		if (value["is"] === undefined) return [{ path, atKey: true, message: `say what it is: is: ${names.join(", ")}` }];
		return [
			{
				path: [...path, "is"],
				atKey: false,
				message: `${describe(value["is"])} is not ${variants.what}${nearestHint(String(value["is"]), names)}`,
			},
		];
	}
	const [first = ""] = Object.keys(value);
	return [
		{
			path: [...path, first],
			atKey: true,
			message: `unknown ${variants.what.replace(/^an? /, "")} '${first}'${nearestHint(first, names)}`,
		},
	];
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
