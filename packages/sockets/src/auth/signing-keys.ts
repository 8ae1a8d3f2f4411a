import { exportJWK, generateKeyPair, type JWK } from "jose";

/** Makes private keys, named in the order in which they will be used. */
export async function createSigningKeys(algorithm: "RS256" | "ES256", count: number): Promise<readonly JWK[]> {
	const keys: JWK[] = [];
	for (let nth = 1; nth <= count; nth++) {
		const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
		keys.push({ ...(await exportJWK(privateKey)), kid: `k${nth}`, alg: algorithm, use: "sig" });
	}
	return keys;
}
