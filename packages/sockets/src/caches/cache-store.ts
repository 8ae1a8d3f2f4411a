import type { Change, StoredReply } from "@roundtrip/behaviour";

/** A reply that is put, with the time that it is of use. */
export interface Put {
	readonly stored: StoredReply;
	/** After this moment of the run nobody can use it, in ns; undefined where it can be confirmed at any time. */
	readonly untilNs: number | undefined;
}

/** A change of a cache, with the lifetimes of what it puts. */
export interface StoreChange extends Omit<Change, "put"> {
	readonly put: readonly Put[];
}

/**
 * Where a cache of the real world keeps its replies. It has a room of so many bytes, as `storedBytes` counts them; what was
 * used longest ago makes place; what nobody can use any more may be gone. Times are of the run, in ns.
 */
export interface CacheStore {
	/** All replies of a key; they count as used. */
	get(key: string, nowNs: number): Promise<readonly StoredReply[]>;
	/** Makes a change, all of it at once. */
	change(change: StoreChange, nowNs: number): Promise<void>;
	/** The bytes of what it keeps. */
	bytes(): Promise<number>;
	/** Takes everything away. */
	clear(): Promise<void>;
	/** Lets go of the store; what it keeps stays where others can reach it. */
	close(): Promise<void>;
}
