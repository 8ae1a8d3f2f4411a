import type { Bytes, WrittenSize } from "../../units/data.ts";

/** What a field of a record holds. */
export type FieldKind =
	| { readonly kind: "number" }
	| { readonly kind: "flag" }
	| { readonly kind: "text"; readonly bytes: Bytes }
	| { readonly kind: "record"; readonly type: string }
	| { readonly kind: "list"; readonly count: number; readonly type: string };

/** A record: its fields by name, in order. */
export type TypeSpec = Readonly<Record<string, FieldKind>>;

/** The types of a scenario by name. */
export type Types = Readonly<Record<string, TypeSpec>>;

/** The name of a type as it is written: it begins with a capital letter. */
export type WrittenTypeName = `${Uppercase<string>}${string}`;

/** What a field holds, as it is written. */
export type WrittenFieldKind =
	| "number"
	| "flag"
	| `text ${WrittenSize}`
	| WrittenTypeName
	| `${number} ${WrittenTypeName}`;

/** Types as they are written. */
export type WrittenTypes = Readonly<Record<string, Readonly<Record<string, WrittenFieldKind>>>>;
