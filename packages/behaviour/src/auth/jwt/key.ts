import type { Bytes } from "@roundtrip/model";
import { base64url, fromBase64url } from "../base64.ts";

/** How tokens are signed (RFC 7518, section 3.1): with one secret that both ends share, or with a pair of keys. */
export type Algorithm = "HS256" | "RS256" | "ES256";

/** How large a signature is: a hash, a modulus of 2048 bits, two coordinates of P-256. */
export const SIGNATURE_BYTES: Readonly<Record<Algorithm, Bytes>> = { HS256: 32, RS256: 256, ES256: 64 };

/** A hash that is as strong as its function needs a secret of its length (RFC 7518, section 3.2). */
const SECRET_BYTES_AT_LEAST: Bytes = 32;

/** A key as JSON (RFC 7517, section 4): a secret (`k`), an RSA modulus (`n`, `e`), or a point on a curve (`crv`, `x`, `y`). */
export interface Jwk {
	readonly kty: string;
	readonly kid?: string;
	readonly alg?: string;
	readonly use?: string;
	readonly k?: string;
	readonly n?: string;
	readonly e?: string;
	readonly crv?: string;
	readonly x?: string;
	readonly y?: string;
}

/** A set of keys (RFC 7517, section 5). */
export interface Jwks {
	readonly keys: readonly Jwk[];
}

const KEY_TYPE: Readonly<Record<Algorithm, string>> = { HS256: "oct", RS256: "RSA", ES256: "EC" };

/**
 * Whether a key may check signatures of this algorithm. Its own type decides and not the token: whoever takes a public
 * RSA key for the secret of an HMAC lets everybody sign (RFC 8725, section 2.1).
 */
function fits(key: Jwk, algorithm: Algorithm): boolean {
	return (
		key.kty === KEY_TYPE[algorithm] &&
		(key.alg === undefined || key.alg === algorithm) &&
		(key.use === undefined || key.use === "sig") &&
		(algorithm !== "ES256" || key.crv === "P-256")
	);
}

/** The one key of a set that a token names; where it names none, the only one that fits. */
export function keyFor({ keys }: Jwks, algorithm: Algorithm, kid: string | undefined): Jwk | undefined {
	const fitting = keys.filter((key) => fits(key, algorithm) && (kid === undefined || key.kid === kid));
	return fitting.length === 1 ? fitting[0] : undefined;
}

/** A secret as a key for HS256. Throws a RangeError where it is shorter than 32 bytes. */
export function secretKey(secret: Uint8Array, kid?: string): Jwk {
	if (secret.length < SECRET_BYTES_AT_LEAST) throw new RangeError(`a secret of ${secret.length} bytes: 32 are needed`);
	return { kty: "oct", ...(kid === undefined ? {} : { kid }), alg: "HS256", use: "sig", k: base64url(secret) };
}

/** The secret of a key; undefined where it has none, or one that is too short. */
export function secretOf(key: Jwk): Uint8Array | undefined {
	const secret = key.kty === "oct" && key.k !== undefined ? fromBase64url(key.k) : undefined;
	return secret === undefined || secret.length < SECRET_BYTES_AT_LEAST ? undefined : secret;
}
