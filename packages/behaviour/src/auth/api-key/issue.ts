import { sha256 } from "@noble/hashes/sha2.js";
import { base64url } from "../base64.ts";
import { hexOf, octetsOf, randomOctets } from "../octets.ts";
import type { RandomWords } from "../random-words.ts";
import type { EpochSeconds } from "../seconds.ts";

const ID_BYTES = 8;
const SECRET_BYTES = 32;

/** What a server keeps of a key: enough to recognise it, not to use it. */
export interface ApiKeyRecord {
	/** Part of the key that is no secret: it may stand in logs, and finds the record. */
	readonly id: string;
	readonly owner: string;
	/**
	 * SHA-256 of the whole key. A key has 256 random bits, so that nobody can try them all; a slow hash, as passwords need,
	 * would only cost time with every request.
	 */
	readonly hash: Uint8Array;
	readonly scopes: readonly string[];
	readonly untilS?: EpochSeconds;
	readonly isRevoked?: boolean;
}

/** Whose key, and what it may do until when. */
export type ApiKeyGrant = Pick<ApiKeyRecord, "owner" | "scopes" | "untilS">;

/**
 * A new key, which is shown once, and what is kept of it.
 *
 * @param prefix what tells whoever finds the key, or scans code for it, what it is, such as `shop_live`
 */
export function issueApiKey(
	stream: RandomWords,
	prefix: string,
	grant: ApiKeyGrant,
): { readonly key: string; readonly record: ApiKeyRecord } {
	const id = hexOf(randomOctets(stream, ID_BYTES));
	const key = `${prefix}_${id}_${base64url(randomOctets(stream, SECRET_BYTES))}`;
	return { key, record: { ...grant, id, hash: hashOfKey(key) } };
}

/** What is kept of a key. */
export function hashOfKey(key: string): Uint8Array {
	return sha256(octetsOf(key));
}
