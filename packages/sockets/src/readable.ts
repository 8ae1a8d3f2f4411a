import { isUtf8 } from "node:buffer";
import { fieldOf, type HeaderField } from "@roundtrip/behaviour";

/** Content that is text in UTF-8, as JSON has to be (RFC 8259, section 8.1). */
const TEXT = /^text\/|\bjson\b|\bcharset=utf-8\b|^application\/x-www-form-urlencoded/i;

/** The first two bytes of what gzip writes (RFC 1952, section 2.3.1). */
const GZIP = [0x1f, 0x8b];

/**
 * Whether content may be what its fields say, as far as its bytes tell before anything is made of them.
 * @param isWhole false where more of it follows: it may end in the middle of a character
 */
export function isReadable(fields: readonly HeaderField[], content: Buffer, isWhole = true): boolean {
	if (content.length === 0) return true;
	if (fieldOf(fields, "content-encoding") === "gzip") return GZIP.every((byte, place) => content[place] === byte);
	if (!TEXT.test(fieldOf(fields, "content-type") ?? "")) return true;
	return isUtf8(isWhole ? content : content.subarray(0, content.findLastIndex((byte) => byte < 0x80) + 1));
}

/** Whether a parser of HTTP has found something else: Node's says by a code what, undici's by a name that it did. */
export function isParseError(error: Error | null): boolean {
	const { code = "", name = "" }: Partial<NodeJS.ErrnoException> = error ?? {};
	return code.startsWith("HPE_") || name === "HTTPParserError";
}
