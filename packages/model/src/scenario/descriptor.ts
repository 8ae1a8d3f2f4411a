import type { z } from "zod";

/**
 * One word of the grammar with everything that is derived from it: parsing, JSON Schema, docs, forms, fuzz targets.
 * A variant is recognised by its key (`lose: …`) or, for nodes, by the value of `is`.
 */
export interface Descriptor<Value, Written = unknown> {
	/** The key, or the value of `is`, by which the variant is recognised. */
	readonly name: string;
	/** One sentence for docs and help. */
	readonly what: string;
	/** A line of YAML that parses. */
	readonly example: string;
	/** What an omitted key means, in the file's own form. */
	readonly defaults: Readonly<Record<string, unknown>>;
	/** From the written form to the value, and back. */
	readonly schema: z.ZodType<Value, Written>;
}
