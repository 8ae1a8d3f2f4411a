import { doOnce, keyFields } from "@roundtrip/behaviour";

/** What is done about idempotency keys. */
export interface Keys {
	readonly doOnce: typeof doOnce;
	readonly keyFields: typeof keyFields;
}

export const KEYS: Keys = { doOnce, keyFields };
