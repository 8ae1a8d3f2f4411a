import type { HttpReply } from "../messages/http-message.ts";
import type { KeyRecord } from "./record.ts";

/** A reply as it lies with its key. */
export interface StoredReply {
	readonly status: number;
	readonly fields: HttpReply["fields"];
	readonly text: string;
}

/** The keys that a server holds in its memory. A crash takes it. */
export interface KeyMemory {
	readonly records: Map<string, KeyRecord<StoredReply>>;
	/** By key: those who wait for the end of its holder. */
	readonly waiting: Map<string, (() => void)[]>;
}

export function createKeyMemory(): KeyMemory {
	return { records: new Map(), waiting: new Map() };
}
