import type { Field } from "./fields.ts";
import { HPACK_STATIC, HPACK_STATIC_LENGTH } from "./hpack-table.ts";
import { Octets } from "./octets.ts";
import { fieldKey } from "./static-table.ts";

/** Compresses the field sections of one direction of one connection, in the order in which they are sent. */
export interface HpackEncoder {
	/** The block of a field section: what HEADERS and CONTINUATION frames bear. Names are in lower case. */
	encode(fields: readonly Field[]): Uint8Array;
}

/** An entry of the dynamic table. */
interface Entry {
	readonly name: string;
	readonly size: number;
	/** How many entries were added before it. */
	readonly order: number;
}

/** Bytes of the dynamic table, before a peer allows another size (SETTINGS_HEADER_TABLE_SIZE). */
const TABLE_LIMIT = 4_096;
/** What an entry counts beyond its characters (RFC 7541, section 4.1). */
const ENTRY_OVERHEAD = 32;
/** An entry that would fill more than three quarters of the table is not put into it. */
const ENTRY_LIMIT = (TABLE_LIMIT * 3) / 4;
/** A shorter cookie might be guessed. */
const COOKIE_LIMIT = 20;

/** Fields whose values seldom come again. */
const NOT_INDEXED: ReadonlySet<string> = new Set([
	":path",
	"age",
	"content-length",
	"etag",
	"if-modified-since",
	"if-none-match",
	"location",
	"set-cookie",
]);

/** The first bits of a field, and how many bits of its first byte are left for an index (RFC 7541, section 6). */
const INDEXED = { flags: 0x80, prefix: 7 } as const;
const LITERAL = {
	added: { flags: 0x40, prefix: 6 },
	notAdded: { flags: 0x00, prefix: 4 },
	never: { flags: 0x10, prefix: 4 },
} as const;

/**
 * An encoder that chooses as nghttp2's, the one in Node's http2, does with its default settings. Two things of nghttp2
 * it doesn't have: fields that their sender marks as sensitive (`authorization` and short cookies are never indexed
 * here too), and changes of the table's size when the peer's SETTINGS name one, as browsers' do and Node's don't.
 */
export function createHpackEncoder(): HpackEncoder {
	return new Encoder();
}

class Encoder implements HpackEncoder {
	/** The dynamic table, oldest first; a field is in it once. */
	readonly #entries = new Map<string, Entry>();
	/** The newest entry of each name. */
	readonly #newest = new Map<string, Entry>();
	#size = 0;
	#added = 0;

	encode(fields: readonly Field[]): Uint8Array {
		const block = new Octets();
		for (const [name, value] of fields) this.#encodeField(block, name, value);
		return block.finish();
	}

	#encodeField(block: Octets, name: string, value: string): void {
		const form = literalForm(name, value);
		const whole = form === "never" ? undefined : this.#indexOf(name, value);
		if (whole !== undefined) {
			block.integer(INDEXED.flags, INDEXED.prefix, whole);
			return;
		}
		const { flags, prefix } = LITERAL[form];
		const nameIndex = this.#nameIndexOf(name);
		block.integer(flags, prefix, nameIndex ?? 0);
		if (nameIndex === undefined) block.string(0, 7, name);
		block.string(0, 7, value);
		if (form === "added") this.#add(name, value);
	}

	#indexOf(name: string, value: string): number | undefined {
		const key = fieldKey(name, value);
		return HPACK_STATIC.fields.get(key) ?? this.#indexOfEntry(this.#entries.get(key));
	}

	#nameIndexOf(name: string): number | undefined {
		return HPACK_STATIC.names.get(name) ?? this.#indexOfEntry(this.#newest.get(name));
	}

	#indexOfEntry(entry: Entry | undefined): number | undefined {
		return entry && HPACK_STATIC_LENGTH + this.#added - entry.order;
	}

	#add(name: string, value: string): void {
		const entry = { name, size: entrySize(name, value), order: this.#added };
		for (const [key, oldest] of this.#entries) {
			if (this.#size + entry.size <= TABLE_LIMIT) break;
			this.#evict(key, oldest);
		}
		this.#entries.set(fieldKey(name, value), entry);
		this.#newest.set(name, entry);
		this.#size += entry.size;
		this.#added += 1;
	}

	#evict(key: string, entry: Entry): void {
		this.#entries.delete(key);
		if (this.#newest.get(entry.name) === entry) this.#newest.delete(entry.name);
		this.#size -= entry.size;
	}
}

function literalForm(name: string, value: string): keyof typeof LITERAL {
	if (name === "authorization" || (name === "cookie" && value.length < COOKIE_LIMIT)) return "never";
	return NOT_INDEXED.has(name) || entrySize(name, value) > ENTRY_LIMIT ? "notAdded" : "added";
}

function entrySize(name: string, value: string): number {
	return name.length + value.length + ENTRY_OVERHEAD;
}
