import { base64url } from "../base64.ts";
import { octetsOf } from "../octets.ts";
import type { Claims } from "./claims.ts";
import { type Algorithm, type Jwk, secretOf } from "./key.ts";
import { signHs256, standInSignature } from "./signature.ts";

/**
 * A signed token in compact form: the same bytes for the same claims and key, in the order that the claims are given.
 * HS256 is the real thing, the others have the right size (`standInSignature`).
 * Throws a RangeError where the key has no secret that is good for HS256.
 */
export function issueToken(claims: Claims, key: Jwk, algorithm: Algorithm = "HS256"): string {
	const header = { alg: algorithm, typ: "JWT", ...(key.kid === undefined ? {} : { kid: key.kid }) };
	const signed = `${base64url(octetsOf(JSON.stringify(header)))}.${base64url(octetsOf(JSON.stringify(claims)))}`;
	return `${signed}.${base64url(sign(algorithm, key, octetsOf(signed)))}`;
}

function sign(algorithm: Algorithm, key: Jwk, input: Uint8Array): Uint8Array {
	if (algorithm !== "HS256") return standInSignature(algorithm, key, input);
	const secret = secretOf(key);
	if (secret === undefined) throw new RangeError("HS256 needs a secret of 32 bytes or more");
	return signHs256(secret, input);
}
