import type { HeaderField } from "../../messages/http-message.ts";

/** The entries of one name in a static table. */
interface NamedEntries {
	/** The number of the first of them: the name's own. */
	readonly first: number;
	/** The number of each by its value. */
	readonly values: ReadonlyMap<string, number>;
}

/** A static table by names. Names and values apart, so that no text is put together to look a field up. */
export type TableIndex = ReadonlyMap<string, NamedEntries>;

/** An index of a static table, whose first entry has the number `start`. */
export function indexTable(table: readonly HeaderField[], start: number): TableIndex {
	const index = new Map<string, { first: number; values: Map<string, number> }>();
	for (const [place, [name, value]] of table.entries()) {
		const named = index.get(name) ?? { first: start + place, values: new Map<string, number>() };
		named.values.set(value, start + place);
		index.set(name, named);
	}
	return index;
}
