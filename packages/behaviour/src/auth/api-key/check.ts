import { constantTimeEqual } from "../octets.ts";
import type { EpochSeconds } from "../seconds.ts";
import { type ApiKeyRecord, hashOfKey } from "./issue.ts";

/** A key that is known, or why it isn't accepted. */
export type ApiKeyCheck =
	| { readonly ok: true; readonly record: ApiKeyRecord }
	| { readonly ok: false; readonly why: "malformed" | "unknown" | "revoked" | "expired" };

/** Its secret has 43 letters, and may have underscores among them. */
const KEY = /^([A-Za-z][A-Za-z0-9_]{0,31})_([0-9a-f]{16})_[A-Za-z0-9_-]{43}$/;
const NOBODY = new Uint8Array(32);

/** Prefix and id of a key, without its secret: what may stand in a log. */
export function partsOfKey(key: string): { readonly prefix: string; readonly id: string } | undefined {
	const [, prefix, id] = KEY.exec(key) ?? [];
	return prefix === undefined || id === undefined ? undefined : { prefix, id };
}

/** Checks a key. An id that is unknown and a secret that is wrong are told alike, and take the same time. */
export function checkApiKey(key: string, records: ReadonlyMap<string, ApiKeyRecord>, nowS: EpochSeconds): ApiKeyCheck {
	const parts = partsOfKey(key);
	if (parts === undefined) return { ok: false, why: "malformed" };
	const record = records.get(parts.id);
	const isRight = constantTimeEqual(hashOfKey(key), record?.hash ?? NOBODY);
	if (record === undefined || !isRight) return { ok: false, why: "unknown" };
	if (record.isRevoked === true) return { ok: false, why: "revoked" };
	return record.untilS !== undefined && nowS >= record.untilS ? { ok: false, why: "expired" } : { ok: true, record };
}
