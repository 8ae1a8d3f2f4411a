import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { constantTimeEqual, octetsOf } from "../octets.ts";
import { type Algorithm, type Jwk, SIGNATURE_BYTES, secretOf } from "./key.ts";

/** Says whether a signature is right; the key fits the algorithm. */
export type VerifySignature = (algorithm: Algorithm, key: Jwk, input: Uint8Array, signature: Uint8Array) => boolean;

/** HMAC with SHA-256 (RFC 2104, RFC 7518, section 3.2). */
export function signHs256(secret: Uint8Array, input: Uint8Array): Uint8Array {
	return hmac(sha256, secret, input);
}

/**
 * A signature of the right size that stands in for one by a pair of keys: the simulated world has no elliptic curves and
 * no primes. Deterministic, and worth nothing against anybody who knows the key's name.
 */
export function standInSignature(algorithm: "RS256" | "ES256", key: Jwk, input: Uint8Array): Uint8Array {
	const name = octetsOf(`${algorithm} ${key.kid ?? ""}`);
	const octets = new Uint8Array(SIGNATURE_BYTES[algorithm]);
	let block = signHs256(name, input);
	for (let at = 0; at < octets.length; at += block.length) {
		octets.set(block, at);
		block = signHs256(name, block);
	}
	return octets;
}

/** HS256 for what it is, the other algorithms by the stand-in. */
export const verifySimulated: VerifySignature = (algorithm, key, input, signature) => {
	if (algorithm !== "HS256") return constantTimeEqual(standInSignature(algorithm, key, input), signature);
	const secret = secretOf(key);
	return secret !== undefined && constantTimeEqual(signHs256(secret, input), signature);
};
