import type { HeaderField } from "../../messages/http-message.ts";
import { Octets } from "../http2/octets.ts";
import { QPACK_STATIC } from "./qpack-table.ts";

/** The first bits of a field line, and how many bits are left for an index or a length (RFC 9204, section 4.5). */
const INDEXED = { flags: 0b1100_0000, prefix: 6 } as const;
const NAMED = { flags: 0b0101_0000, prefix: 4 } as const;
const LITERAL = { flags: 0b0010_0000, prefix: 3 } as const;

/**
 * A field section with QPACK's static table alone (RFC 9204), as everybody sends it before the peer's settings allow a
 * dynamic table, and some ever after. So it is the same for the same fields, whatever was sent before.
 */
export function encodeFieldSection(fields: readonly HeaderField[]): Uint8Array {
	const section = new Octets();
	// The prefix: nothing of the dynamic table is needed (Required Insert Count 0, Base 0).
	section.integer(0, 8, 0);
	section.integer(0, 7, 0);
	for (const [name, value] of fields) encodeLine(section, name, value);
	return section.finish();
}

function encodeLine(section: Octets, name: string, value: string): void {
	const named = QPACK_STATIC.get(name);
	const whole = named?.values.get(value);
	if (whole !== undefined) {
		section.integer(INDEXED.flags, INDEXED.prefix, whole);
		return;
	}
	if (named !== undefined) section.integer(NAMED.flags, NAMED.prefix, named.first);
	else section.string(LITERAL.flags, LITERAL.prefix, name);
	section.string(0, 7, value);
}
