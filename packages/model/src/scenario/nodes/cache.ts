import { z } from "zod";
import type { Bytes, WrittenSize } from "../../units/data.ts";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, durationField, flagField, nameField, sizeField } from "../fields.ts";
import { LIMITS } from "../limits.ts";

/** A shared cache between clients and a server (RFC 9111): a proxy, or a content delivery network's. */
export interface CacheSpec {
	readonly is: "cache";
	/** The server whose answers it gives, or another cache before that one. */
	readonly of: string;
	/** What it can store. */
	readonly room: Bytes;
	/** Requests for the same that come while the first is under way wait for its answer. */
	readonly collapse: boolean;
	/** How long it waits for what it asks; then it answers 504, or with what is stale where that is allowed. */
	readonly timeout: Nanoseconds;
	/** Connections it opens at a time to whoever it asks. */
	readonly connections: number;
}

/** A cache as it is written; its name and kind stand beside it. */
export interface WrittenCache<Server extends string = string> {
	readonly of: Server;
	readonly room?: WrittenSize | undefined;
	readonly collapse?: boolean | undefined;
	readonly timeout?: WrittenDuration | undefined;
	readonly connections?: number | undefined;
}

const defaults = { room: "64MB", collapse: true, timeout: "30s", connections: 100 } as const;

export const cache: Descriptor<CacheSpec, WrittenCache & { readonly is: "cache" }> = {
	name: "cache",
	what: "A shared cache before a server: it keeps what the server's `cache-control`, `etag`, `expires` and `vary` allow, answers from that, and asks the server for the rest. It is asked for the server's own routes.",
	example: "edge: { is: cache, of: bank }",
	defaults,
	schema: z.strictObject({
		is: z.literal("cache"),
		of: nameField,
		room: sizeField.prefault(defaults.room),
		collapse: flagField("collapse").prefault(defaults.collapse),
		timeout: durationField.prefault(defaults.timeout),
		connections: countField(1, LIMITS.connections).prefault(defaults.connections),
	}),
};
