import { type CST, type Document, isScalar, type Node, visit, type YAMLError, type YAMLMap } from "yaml";
import { clip } from "../clip.ts";
import { LIMITS } from "./limits.ts";

/** Something in the text that is no YAML, or YAML that no scenario needs. */
export interface YamlFault {
	/** In characters from the begin of the text. */
	readonly offset: number;
	readonly message: string;
}

/** Where the text first nests deeper than a bound, found without recursion, before anything recursive touches it. */
export function tooDeepAt(tokens: readonly CST.Token[], bound: number): number | undefined {
	const open = tokens.map((token) => ({ token, depth: 0 }));
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const { token, depth } = next;
		if (depth > bound) return token.offset;
		if (token.type === "document" && token.value !== undefined) open.push({ token: token.value, depth });
		if (!("items" in token)) continue;
		for (const { key, value } of token.items) {
			for (const inner of [key, value]) if (inner) open.push({ token: inner, depth: depth + 1 });
		}
	}
	return undefined;
}

/** What the YAML library says, in words that don't speak of YAML's inside. */
const PLAIN_WORDS: Readonly<Record<string, string>> = {
	"Tabs are not allowed as indentation": "indent with spaces, not with tabs",
	"Nested mappings are not allowed in compact mappings": "text with a colon in it needs quotes around it",
	"Implicit keys need to be on a single line": "is a colon missing at the end of this line?",
	"All mapping items must start at the same column": "this key stands at another column than the keys above it",
	"All sequence items must start at the same column": "this - stands at another column than those above it",
	"Block collections are not allowed within flow collections": "a comma is missing between two entries",
	"Missing closing 'quote": "the closing ' is missing",
	'Missing closing "quote': 'the closing " is missing',
	"Flow map must end with a }": "the closing } is missing",
	"Flow sequence must end with a ]": "the closing ] is missing",
	"Flow map in block collection must be sufficiently indented and end with a }":
		"the closing } is missing, or stands too far left",
	"Flow sequence in block collection must be sufficiently indented and end with a ]":
		"the closing ] is missing, or stands too far left",
};

/** The first thing that makes the text no YAML, or more than one document of it; what follows is mostly its consequence. */
export function yamlError(document: Document, second: Document | undefined): YamlFault | undefined {
	const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
	if (first !== undefined)
		return { offset: openQuoteBefore(document, first) ?? first.pos[0], message: inPlainWords(first) };
	if (second !== undefined) {
		const message = "a file holds one scenario: remove the --- or ... and what comes after";
		return { offset: second.range?.[0] ?? 0, message };
	}
	if (document.directives?.yaml.version === "1.2") return undefined;
	return { offset: 0, message: "a scenario is YAML 1.2: remove the line %YAML" };
}

/** Where a quote begins that never ends: the library tells only the end of the text. */
function openQuoteBefore(document: Document, { message, pos }: YAMLError): number | undefined {
	let offset: number | undefined;
	if (!message.startsWith("Missing closing")) return undefined;
	visit(document, {
		Scalar: (_, { range }) => {
			if (range && range[1] >= pos[0]) offset = range[0];
		},
	});
	return offset;
}

function inPlainWords({ code, message }: YAMLError): string {
	if (code === "TAG_RESOLVE_FAILED") return "text that begins with ! needs quotes around it";
	const [line = ""] = message.split("\n");
	return PLAIN_WORDS[line] ?? line.slice(0, 200);
}

/** Keys that are there twice, aliases that stand for nothing or are too many, and names that JavaScript keeps to itself. */
export function documentFaults(document: Document): readonly YamlFault[] {
	const faults: YamlFault[] = [];
	const anchors = new Set<string>();
	let aliases = 0;
	const anchored = (_: unknown, node: { readonly anchor?: string }): void => {
		if (node.anchor !== undefined) anchors.add(node.anchor);
	};
	visit(document, {
		Scalar: anchored,
		Seq: anchored,
		Map: (key, node) => {
			anchored(key, node);
			for (const fault of keyFaults(node)) faults.push(fault);
		},
		Alias: (_, alias) => {
			const { source } = alias;
			const offset = startOf(alias) ?? 0;
			if (!anchors.has(source)) {
				faults.push({ offset, message: `*${clip(source)} stands for nothing; text that begins with * needs quotes` });
			}
			if (++aliases === LIMITS.yamlAliases + 1)
				faults.push({ offset, message: `more than ${LIMITS.yamlAliases} aliases` });
		},
	});
	return faults;
}

/** Where a node of the document begins in the text. */
export function startOf(node: unknown): number | undefined {
	return (node as Node | null | undefined)?.range?.[0];
}

function keyFaults(map: YAMLMap): readonly YamlFault[] {
	const seen = new Set<string>();
	return map.items.flatMap(({ key }): YamlFault[] => {
		if (!isScalar(key)) return [{ offset: startOf(key) ?? startOf(map) ?? 0, message: "a key is a word, and no more" }];
		const name = String(key.value);
		const offset = startOf(key) ?? 0;
		if (name === "__proto__") return [{ offset, message: "'__proto__' can't be a name" }];
		if (seen.has(name)) return [{ offset, message: `'${clip(name)}' is there twice` }];
		seen.add(name);
		return [];
	});
}
