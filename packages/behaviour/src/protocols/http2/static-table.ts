import type { Field } from "./fields.ts";

/** Where a table has a whole field, and where a name first stands in it. */
export interface TableIndex {
	readonly fields: ReadonlyMap<string, number>;
	readonly names: ReadonlyMap<string, number>;
}

/** What a whole field is looked up by. */
export function fieldKey(name: string, value: string): string {
	return `${name}: ${value}`;
}

/** An index of a static table, whose first entry has the number `first`. */
export function indexTable(table: readonly Field[], first: number): TableIndex {
	const fields = new Map<string, number>();
	const names = new Map<string, number>();
	for (const [place, [name, value]] of table.entries()) {
		fields.set(fieldKey(name, value), first + place);
		if (!names.has(name)) names.set(name, first + place);
	}
	return { fields, names };
}
