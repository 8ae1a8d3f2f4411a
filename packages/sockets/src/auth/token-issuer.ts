import { importJWK, type JSONWebKeySet, type JWK, type JWTPayload, SignJWT } from "jose";
import { publicPart } from "./public-part.ts";

/** Signs tokens by jose, with one of its keys after the other. */
export interface TokenIssuer {
	/** A token with these claims, by the newest key. */
	issue(claims: JWTPayload): Promise<string>;
	/**
	 * The public keys, the newest last: what stands at the issuer's address for them. The earlier ones stay among them, so
	 * that tokens of theirs are good until they expire.
	 */
	keys(): JSONWebKeySet;
}

/** @param inUse how many of the keys have been used by now: the last of them signs */
export function createTokenIssuer(signingKeys: readonly JWK[], inUse: () => number): TokenIssuer {
	return {
		async issue(claims) {
			const key = signingKeys[inUse() - 1];
			if (key?.alg === undefined || key.kid === undefined) throw new Error("an issuer has no key to sign with");
			return new SignJWT(claims)
				.setProtectedHeader({ alg: key.alg, typ: "JWT", kid: key.kid })
				.sign(await importJWK(key, key.alg));
		},
		keys: () => ({ keys: signingKeys.slice(0, inUse()).map(publicPart) }),
	};
}
