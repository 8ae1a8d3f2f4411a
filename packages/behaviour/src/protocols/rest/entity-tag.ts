import { type Body, bodyStart } from "../../messages/body.ts";

const ENTITY_TAG = /^(?:W\/)?"[!#-~\x80-\xff]*"$/;

/** Whether it is a tag as RFC 9110, section 8.8.3, writes it: in quotes, with `W/` before where it is weak. */
export function isEntityTag(value: string): boolean {
	return ENTITY_TAG.test(value);
}

export function isWeak(tag: string): boolean {
	return tag.startsWith("W/");
}

/** The same content, byte for byte: for ranges and for changes (RFC 9110, section 8.8.3.2). */
export function strongMatch(one: string, other: string): boolean {
	return isEntityTag(one) && !isWeak(one) && one === other;
}

/** As good as the same: for what is asked for again (RFC 9110, section 8.8.3.2). */
export function weakMatch(one: string, other: string): boolean {
	return isEntityTag(one) && opaque(one) === opaque(other);
}

function opaque(tag: string): string {
	return isWeak(tag) ? tag.slice(2) : tag;
}

/** As much of a content as its tag is made of, in bytes; the size is part of it as well. */
const HASHED = 65_536;

/** A strong tag made of a content: 64 bits of FNV-1a over its bytes, in two lanes of 32. */
export function entityTagOf(body: Body): string {
	const bytes = bodyStart(body, HASHED);
	let one = 0x811c9dc5;
	let other = 0xcbf29ce4 ^ body.size;
	for (let at = 0; at < bytes.length; at++) {
		one = Math.imul(one ^ bytes.charCodeAt(at), 0x01000193);
		other = Math.imul(other ^ bytes.charCodeAt(bytes.length - 1 - at), 0x01000193);
	}
	return `"${hex(one)}${hex(other)}"`;
}

function hex(word: number): string {
	return (word >>> 0).toString(16).padStart(8, "0");
}
