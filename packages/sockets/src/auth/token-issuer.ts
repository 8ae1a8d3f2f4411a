import {
	type CryptoKey,
	exportJWK,
	generateKeyPair,
	type JSONWebKeySet,
	type JWK,
	type JWTPayload,
	SignJWT,
} from "jose";

/** Signs tokens by jose, with keys that it makes itself and can change. */
export interface TokenIssuer {
	/** A token with these claims, by the newest key. */
	issue(claims: JWTPayload): Promise<string>;
	/** The public keys, the newest last: what stands at the issuer's address for them. */
	keys(): JSONWebKeySet;
	/**
	 * Signs with a new key from now on. The earlier ones stay among the public keys, so that tokens of theirs are good until
	 * they expire.
	 */
	rotate(): Promise<void>;
	/** Takes all public keys away but the newest: tokens of the others aren't good any more. */
	retire(): void;
}

interface SigningKey {
	readonly kid: string;
	readonly privateKey: CryptoKey;
	readonly publicKey: JWK;
}

/** An issuer with one key. */
export async function createTokenIssuer(algorithm: "RS256" | "ES256"): Promise<TokenIssuer> {
	let made = 1;
	let newest = await newKey(algorithm, made);
	let all: readonly SigningKey[] = [newest];
	return {
		issue: (claims) =>
			new SignJWT(claims).setProtectedHeader({ alg: algorithm, typ: "JWT", kid: newest.kid }).sign(newest.privateKey),
		keys: () => ({ keys: all.map(({ publicKey }) => publicKey) }),
		async rotate() {
			newest = await newKey(algorithm, ++made);
			all = [...all, newest];
		},
		retire() {
			all = [newest];
		},
	};
}

async function newKey(algorithm: "RS256" | "ES256", nth: number): Promise<SigningKey> {
	const kid = `k${nth}`;
	const { privateKey, publicKey } = await generateKeyPair(algorithm);
	return { kid, privateKey, publicKey: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: "sig" } };
}
