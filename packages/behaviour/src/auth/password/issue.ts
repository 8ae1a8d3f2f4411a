import { argon2id } from "@noble/hashes/argon2.js";
import type { Bytes } from "@roundtrip/model";
import { octetsOf } from "../octets.ts";
import { ARGON2_PARAMETERS, type Argon2Parameters } from "./parameters.ts";
import { phcText } from "./phc.ts";

/** As RFC 9106, section 3.1, recommends. */
export const SALT_BYTES: Bytes = 16;
export const HASH_BYTES: Bytes = 32;
/** Longer passwords are refused before anything is done for them. */
export const PASSWORD_BYTES_AT_MOST: Bytes = 1_024;

/** What goes into a hash beside the password and its salt (RFC 9106, section 3.1). */
export interface Argon2Extras {
	/** A key of the server's, so that a stolen table of hashes is worth nothing alone. */
	readonly secret?: Uint8Array;
	readonly associated?: Uint8Array;
}

/** Argon2id (RFC 9106): slow on purpose, and in the thread of whoever asks. */
export function argon2Hash(
	password: Uint8Array,
	salt: Uint8Array,
	{ memoryKib, passes, lanes }: Argon2Parameters,
	{ secret, associated }: Argon2Extras = {},
): Uint8Array {
	return argon2id(password, salt, {
		...{ m: memoryKib, t: passes, p: lanes, dkLen: HASH_BYTES },
		...(secret === undefined ? {} : { key: secret }),
		...(associated === undefined ? {} : { personalization: associated }),
	});
}

/** A password's hash as a PHC string; undefined where the password is too long. */
export function hashPassword(
	password: string,
	salt: Uint8Array,
	parameters: Argon2Parameters = ARGON2_PARAMETERS,
): string | undefined {
	const octets = octetsOf(password);
	if (octets.length > PASSWORD_BYTES_AT_MOST) return undefined;
	return phcText({ parameters, salt, hash: argon2Hash(octets, salt, parameters) });
}
