import { type StoredReply, storedBytes } from "./stored-reply.ts";

/** Replies in memory, as many as have room; those that were used longest ago make place first. */
export interface Shelf {
	/** All replies of a key; they count as used. */
	get(key: string): readonly StoredReply[];
	/** Puts a reply in the place of that of its key and variant. One that is larger than all the room isn't kept. */
	put(stored: StoredReply): void;
	remove(stored: StoredReply): void;
	/** Takes away all replies of a key. */
	forget(key: string): void;
	clear(): void;
	readonly bytes: number;
	readonly count: number;
}

/** @param maxBytes the room, in bytes as `storedBytes` counts them */
export function createShelf(maxBytes: number): Shelf {
	// In the order of their last use.
	const replies = new Map<string, StoredReply>();
	const variantsOf = new Map<string, Set<string>>();
	let bytes = 0;

	const takeAway = (name: string): void => {
		const stored = replies.get(name);
		if (stored === undefined) return;
		replies.delete(name);
		bytes -= storedBytes(stored);
		const variants = variantsOf.get(stored.key);
		variants?.delete(name);
		if (variants?.size === 0) variantsOf.delete(stored.key);
	};

	return {
		get(key) {
			return [...(variantsOf.get(key) ?? [])].flatMap((name) => {
				const stored = replies.get(name);
				if (stored === undefined) return [];
				replies.delete(name);
				replies.set(name, stored);
				return [stored];
			});
		},
		put(stored) {
			const name = nameOf(stored);
			takeAway(name);
			const needed = storedBytes(stored);
			if (needed > maxBytes) return;
			for (const oldest of replies.keys()) {
				if (bytes + needed <= maxBytes) break;
				takeAway(oldest);
			}
			replies.set(name, stored);
			bytes += needed;
			const variants = variantsOf.get(stored.key) ?? new Set();
			variantsOf.set(stored.key, variants.add(name));
		},
		remove(stored) {
			takeAway(nameOf(stored));
		},
		forget(key) {
			for (const name of [...(variantsOf.get(key) ?? [])]) takeAway(name);
		},
		clear() {
			replies.clear();
			variantsOf.clear();
			bytes = 0;
		},
		get bytes() {
			return bytes;
		},
		get count() {
			return replies.size;
		},
	};
}

function nameOf({ key, variant }: StoredReply): string {
	return `${key}\n${variant}`;
}
