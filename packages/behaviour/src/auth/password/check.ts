import { constantTimeEqual, octetsOf } from "../octets.ts";
import { argon2Hash, PASSWORD_BYTES_AT_MOST, SALT_BYTES } from "./issue.ts";
import { ARGON2_PARAMETERS, type Argon2Parameters } from "./parameters.ts";
import { parsePhc } from "./phc.ts";

/** A password that is right, and whether its hash is weaker than hashes are made today; or why it isn't. */
export type PasswordCheck =
	| { readonly ok: true; readonly isOutdated: boolean }
	| { readonly ok: false; readonly why: "wrong" | "too-long" | "broken-hash" };

/** Makes the hash of a password; `argon2Hash` where nobody does it better. */
export type Derive = (password: Uint8Array, salt: Uint8Array, parameters: Argon2Parameters) => Uint8Array;

/**
 * Whether a password is the one whose hash is kept.
 *
 * @param phc what is kept of somebody's password; undefined where nobody is known by the name. That takes as long as a
 *   password that is wrong, so that nobody learns who has an account
 */
export function checkPassword(
	password: string,
	phc: string | undefined,
	derive: Derive = argon2Hash,
	today: Argon2Parameters = ARGON2_PARAMETERS,
): PasswordCheck {
	const octets = octetsOf(password);
	if (octets.length > PASSWORD_BYTES_AT_MOST) return { ok: false, why: "too-long" };
	if (phc === undefined) {
		derive(octets, new Uint8Array(SALT_BYTES), today);
		return { ok: false, why: "wrong" };
	}
	const kept = parsePhc(phc);
	if (kept === undefined) return { ok: false, why: "broken-hash" };
	const isRight = constantTimeEqual(derive(octets, kept.salt, kept.parameters), kept.hash);
	return isRight ? { ok: true, isOutdated: isWeaker(kept.parameters, today) } : { ok: false, why: "wrong" };
}

/** Weaker in what an attacker must pay: memory times passes, or the memory itself. */
function isWeaker(kept: Argon2Parameters, today: Argon2Parameters): boolean {
	return kept.memoryKib < today.memoryKib || kept.memoryKib * kept.passes < today.memoryKib * today.passes;
}
