import { fieldOf, type HeaderField } from "../../messages/http-message.ts";

/** A value of a field in quotes, or a run of what separates nothing (RFC 9110, section 5.6). */
const MEMBER_PART = /"(?:[^"\\]|\\.)*"?|[^,"]+/sy;

/** All lines of a field as one value (RFC 9110, section 5.3); undefined where there is none. */
export function combinedField(fields: readonly HeaderField[], name: string): string | undefined {
	let combined: string | undefined;
	for (const [each, value] of fields) {
		if (each === name) combined = combined === undefined ? value : `${combined}, ${value}`;
	}
	return combined;
}

/** The members of a field that is a list (RFC 9110, section 5.6.1); a comma within quotes separates nothing. */
export function listMembers(fields: readonly HeaderField[], name: string): readonly string[] {
	const value = combinedField(fields, name);
	return value === undefined ? [] : membersOf(value);
}

export function membersOf(value: string): readonly string[] {
	if (!value.includes('"')) return value.split(",").flatMap((part) => part.trim() || []);
	const members: string[] = [];
	let at = 0;
	while (at <= value.length) {
		const end = memberEnd(value, at);
		const member = value.slice(at, end).trim();
		if (member !== "") members.push(member);
		at = end + 1;
	}
	return members;
}

function memberEnd(value: string, from: number): number {
	let at = from;
	while (at < value.length && value[at] !== ",") {
		MEMBER_PART.lastIndex = at;
		at += MEMBER_PART.exec(value)?.[0].length ?? 1;
	}
	return at;
}

/** What stands within the quotes of a quoted string; anything else as it is (RFC 9110, section 5.6.4). */
export function unquoted(value: string): string {
	const inner = /^"((?:[^"\\]|\\.)*)"$/s.exec(value)?.[1];
	return inner === undefined ? value : inner.replace(/\\(.)/gs, "$1");
}

/** The fields with this one in the place of all of its name, or at the end. */
export function withField(fields: readonly HeaderField[], name: string, value: string): readonly HeaderField[] {
	if (fieldOf(fields, name) === undefined) return [...fields, [name, value]];
	const first = fields.findIndex(([each]) => each === name);
	return fields.flatMap((field, index): readonly HeaderField[] => {
		if (index === first) return [[name, value]];
		return field[0] === name ? [] : [field];
	});
}

export function withoutFields(fields: readonly HeaderField[], names: readonly string[]): readonly HeaderField[] {
	return fields.filter(([name]) => !names.includes(name));
}
