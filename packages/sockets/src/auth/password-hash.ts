import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { parseScrypt, SCRYPT_PARAMETERS, type ScryptParameters, scryptMemory, scryptText } from "./scrypt-phc.ts";

const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Longer passwords are refused before anything is done for them. */
const PASSWORD_BYTES_AT_MOST = 1_024;

/** A password that is right, or why it isn't. */
export type PasswordCheck =
	| { readonly ok: true }
	| { readonly ok: false; readonly why: "wrong" | "too-long" | "broken-hash" };

/**
 * A password's hash as a PHC string, by Node's scrypt: on a thread of its pool, so that the server goes on answering; at
 * most four at once, unless UV_THREADPOOL_SIZE says otherwise. About 0.2 s on one core. Undefined where it is too long.
 */
export async function hashPassword(
	password: string,
	salt: Buffer = randomBytes(SALT_BYTES),
	parameters: ScryptParameters = SCRYPT_PARAMETERS,
): Promise<string | undefined> {
	if (Buffer.byteLength(password) > PASSWORD_BYTES_AT_MOST) return undefined;
	return scryptText({ parameters, salt, hash: await derive(password, salt, parameters) });
}

/**
 * Whether a password is the one whose hash is kept. Where nobody is known by a name, it takes as long as where the
 * password is wrong.
 *
 * @param phc undefined where nobody is known by the name
 */
export async function checkPassword(password: string, phc: string | undefined): Promise<PasswordCheck> {
	if (Buffer.byteLength(password) > PASSWORD_BYTES_AT_MOST) return { ok: false, why: "too-long" };
	if (phc === undefined) {
		await derive(password, Buffer.alloc(SALT_BYTES), SCRYPT_PARAMETERS);
		return { ok: false, why: "wrong" };
	}
	const kept = parseScrypt(phc);
	if (kept === undefined) return { ok: false, why: "broken-hash" };
	const isRight = timingSafeEqual(await derive(password, kept.salt, kept.parameters), kept.hash);
	return isRight ? { ok: true } : { ok: false, why: "wrong" };
}

function derive(password: string, salt: Buffer, parameters: ScryptParameters): Promise<Buffer> {
	const { logN, r, p } = parameters;
	// Node wants a little room beside what scrypt itself needs.
	const options = { N: 2 ** logN, r, p, maxmem: 2 * scryptMemory(parameters) };
	return new Promise((resolve, reject) => {
		scrypt(password, salt, HASH_BYTES, options, (error, hash) => {
			if (error === null) resolve(hash);
			else reject(error);
		});
	});
}
