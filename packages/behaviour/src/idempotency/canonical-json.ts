/** So deep may values lie in one another. */
const DEPTH_AT_MOST = 100;

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,9}))?/y;
const WORD = /true|false|null/y;

/** Ends the reading of a text that is no JSON, or none that has one meaning. */
class NotCanonical extends Error {}

/**
 * JSON in one form for all that mean the same: no spaces, members sorted by their names' code units, strings with as few
 * escapes as can be (RFC 8785). Other than there, numbers keep every digit: 10000000000000001 and 10000000000000000 are
 * different amounts, although a double holds only one of them.
 *
 * @returns undefined for a text that is no JSON, has a name twice in one object (what it means depends on its reader), or is
 * nested more than 100 deep: such a text has no other form
 */
export function canonicalJson(text: string): string | undefined {
	try {
		const reader = createReader(text);
		const value = reader.value(0);
		reader.space();
		return reader.isAtEnd() ? value : undefined;
	} catch (error) {
		if (error instanceof NotCanonical) return undefined;
		throw error;
	}
}

interface Reader {
	value(depth: number): string;
	space(): void;
	isAtEnd(): boolean;
}

function createReader(text: string): Reader {
	let at = 0;

	function match(pattern: RegExp): RegExpExecArray | undefined {
		pattern.lastIndex = at;
		const found = pattern.exec(text);
		if (found === null) return undefined;
		at = pattern.lastIndex;
		return found;
	}

	const space = (): void => void match(SPACE);

	function takes(mark: string): boolean {
		space();
		if (text[at] !== mark) return false;
		at++;
		return true;
	}

	function needs(mark: string): void {
		if (!takes(mark)) throw new NotCanonical();
	}

	function string(): string {
		space();
		if (text[at] !== '"') throw new NotCanonical();
		const from = at++;
		while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
		at++;
		return JSON.stringify(parsedString(text.slice(from, at)));
	}

	function array(depth: number): string {
		const items: string[] = [];
		if (takes("]")) return "[]";
		do items.push(value(depth + 1));
		while (takes(","));
		needs("]");
		return `[${items.join(",")}]`;
	}

	function object(depth: number): string {
		const members = new Map<string, string>();
		if (takes("}")) return "{}";
		do {
			const name = string();
			needs(":");
			if (members.has(name)) throw new NotCanonical();
			members.set(name, value(depth + 1));
		} while (takes(","));
		needs("}");
		const names = [...members.keys()].sort((a, b) => compare(JSON.parse(a), JSON.parse(b)));
		return `{${names.map((name) => `${name}:${members.get(name)}`).join(",")}}`;
	}

	function value(depth: number): string {
		if (depth > DEPTH_AT_MOST) throw new NotCanonical();
		if (takes("{")) return object(depth);
		if (takes("[")) return array(depth);
		if (text[at] === '"') return string();
		const word = match(WORD);
		if (word !== undefined) return word[0];
		const number = match(NUMBER);
		if (number === undefined) throw new NotCanonical();
		return canonicalNumber(number);
	}

	return { value, space, isAtEnd: () => at === text.length };
}

/** @throws NotCanonical where there is no end, a control character, or an escape of nothing */
function parsedString(quoted: string): string {
	try {
		return JSON.parse(quoted);
	} catch {
		throw new NotCanonical();
	}
}

function compare(one: string, other: string): number {
	if (one === other) return 0;
	return one < other ? -1 : 1;
}

/** Digits without zeros at either end, and the power of ten that the last of them counts. */
function canonicalNumber([, sign = "", whole = "", fraction = "", exponent = "0"]: RegExpExecArray): string {
	const digits = `${whole}${fraction}`.replace(/^0+/, "");
	const significant = digits.replace(/0+$/, "");
	if (significant === "") return "0";
	const power = Number(exponent) - fraction.length + digits.length - significant.length;
	return power === 0 ? `${sign}${significant}` : `${sign}${significant}e${power}`;
}
