/** What a hash of scrypt costs (RFC 7914): 2^logN blocks of 128 r bytes, p times. */
export interface ScryptParameters {
	readonly logN: number;
	readonly r: number;
	readonly p: number;
}

/**
 * Of those that OWASP holds to be equal (Password Storage Cheat Sheet), the one with 32 MiB: three times over memory that
 * a machine with several logins at once has.
 */
export const SCRYPT_PARAMETERS: ScryptParameters = { logN: 15, r: 8, p: 3 };

/** A hash with all that is needed to make it again. */
export interface ScryptHash {
	readonly parameters: ScryptParameters;
	readonly salt: Buffer;
	readonly hash: Buffer;
}

/** What a string may ask for at most. */
const AT_MOST: ScryptParameters = { logN: 20, r: 16, p: 16 };
const PHC = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{43})$/;

/** How much memory one hash takes while it runs, in bytes. */
export function scryptMemory({ logN, r }: ScryptParameters): number {
	return 128 * r * 2 ** logN;
}

/** A hash as a text, in the PHC string format. */
export function scryptText({ parameters: { logN, r, p }, salt, hash }: ScryptHash): string {
	return `$scrypt$ln=${logN},r=${r},p=${p}$${base64(salt)}$${base64(hash)}`;
}

/** What a PHC string says; undefined where it is no hash of scrypt, or asks for more than anybody should. */
export function parseScrypt(text: string): ScryptHash | undefined {
	const found = PHC.exec(text);
	if (found === null) return undefined;
	const [logN = 0, r = 0, p = 0] = found.slice(1, 4).map(Number);
	if (logN > AT_MOST.logN || r > AT_MOST.r || p > AT_MOST.p || logN < 1 || r < 1 || p < 1) return undefined;
	const [salt, hash] = found.slice(4).map((each) => Buffer.from(each, "base64"));
	return salt === undefined || hash === undefined ? undefined : { parameters: { logN, r, p }, salt, hash };
}

function base64(octets: Buffer): string {
	return octets.toString("base64").replace(/=+$/, "");
}
