import type { JWK } from "jose";

/** What of a key everybody may know. */
export function publicPart({ kty, crv, x, y, n, e, kid, alg, use }: JWK): JWK {
	const all = { kty, crv, x, y, n, e, kid, alg, use };
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
