import type { HeaderField } from "../../messages/http-message.ts";
import { HPACK_STATIC, HPACK_STATIC_LENGTH } from "./hpack-table.ts";
import { Octets } from "./octets.ts";

/** Compresses the field sections of one direction of one connection, in the order in which they are sent. */
export interface HpackEncoder {
	/** The block of a field section: what HEADERS and CONTINUATION frames bear. Names are in lower case. */
	encode(fields: readonly HeaderField[]): Uint8Array;
}

/** An entry of the dynamic table. */
interface Entry {
	readonly name: string;
	readonly value: string;
	readonly size: number;
	/** How many entries were added before it. */
	readonly order: number;
}

/** The entries of one name. */
interface NamedEntries {
	newest: Entry;
	readonly values: Map<string, Entry>;
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
	readonly #entries = new Set<Entry>();
	readonly #named = new Map<string, NamedEntries>();
	#size = 0;
	#added = 0;

	encode(fields: readonly HeaderField[]): Uint8Array {
		const block = new Octets();
		for (const [name, value] of fields) this.#encodeField(block, name, value);
		return block.finish();
	}

	#encodeField(block: Octets, name: string, value: string): void {
		const form = literalForm(name, value);
		const fixed = HPACK_STATIC.get(name);
		const own = this.#named.get(name);
		const whole = form === "never" ? undefined : (fixed?.values.get(value) ?? this.#indexOf(own?.values.get(value)));
		if (whole !== undefined) {
			block.integer(INDEXED.flags, INDEXED.prefix, whole);
			return;
		}
		const { flags, prefix } = LITERAL[form];
		const nameIndex = fixed?.first ?? this.#indexOf(own?.newest);
		block.integer(flags, prefix, nameIndex ?? 0);
		if (nameIndex === undefined) block.string(0, 7, name);
		block.string(0, 7, value);
		if (form === "added") this.#add({ name, value, size: entrySize(name, value), order: this.#added });
	}

	#indexOf(entry: Entry | undefined): number | undefined {
		return entry && HPACK_STATIC_LENGTH + this.#added - entry.order;
	}

	#add(entry: Entry): void {
		for (const oldest of this.#entries) {
			if (this.#size + entry.size <= TABLE_LIMIT) break;
			this.#evict(oldest);
		}
		this.#entries.add(entry);
		this.#size += entry.size;
		this.#added += 1;
		const named = this.#named.get(entry.name);
		if (named === undefined) this.#named.set(entry.name, { newest: entry, values: new Map([[entry.value, entry]]) });
		else {
			named.newest = entry;
			named.values.set(entry.value, entry);
		}
	}

	#evict(entry: Entry): void {
		this.#entries.delete(entry);
		this.#size -= entry.size;
		const values = this.#named.get(entry.name)?.values;
		values?.delete(entry.value);
		if (values?.size === 0) this.#named.delete(entry.name);
	}
}

function literalForm(name: string, value: string): keyof typeof LITERAL {
	if (name === "authorization" || (name === "cookie" && value.length < COOKIE_LIMIT)) return "never";
	return NOT_INDEXED.has(name) || entrySize(name, value) > ENTRY_LIMIT ? "notAdded" : "added";
}

function entrySize(name: string, value: string): number {
	return name.length + value.length + ENTRY_OVERHEAD;
}
