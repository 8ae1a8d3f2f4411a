import type { EpochSeconds, Seconds } from "../seconds.ts";
import { type Claims, isFor } from "./claims.ts";
import { type Algorithm, type Jwk, type Jwks, keyFor } from "./key.ts";
import { type VerifySignature, verifySimulated } from "./signature.ts";
import { type ParsedToken, parseToken } from "./token.ts";

/** Why a token isn't accepted. */
export type TokenRefusal =
	| "malformed"
	| "algorithm"
	| "critical"
	| "unknown-key"
	| "signature"
	| "missing-claim"
	| "issuer"
	| "audience"
	| "not-yet-valid"
	| "expired";

/** What a token must be like. */
export interface TokenDemand {
	/** Those that are accepted; what a token says of itself is only looked up here (RFC 8725, section 3.1). */
	readonly algorithms: readonly Algorithm[];
	readonly issuer?: string;
	readonly audience?: string;
	/** How far the issuer's clock may be from ours. */
	readonly toleranceS?: Seconds;
	/** Claims that must be there. */
	readonly needs?: readonly string[];
}

/** A token that is accepted, or why it isn't; `kid` where its key is the reason. */
export type TokenCheck =
	| { readonly ok: true; readonly claims: Claims }
	| { readonly ok: false; readonly why: TokenRefusal; readonly kid?: string };

/**
 * Checks a token (RFC 7519, section 7.2). The signature comes before the claims: what nobody vouches for is no reason.
 * A token is good until just before its `exp`, and from its `nbf` on.
 */
export function checkToken(
	text: string,
	demand: TokenDemand,
	keys: Jwks,
	nowS: EpochSeconds,
	verify: VerifySignature = verifySimulated,
): TokenCheck {
	const token = parseToken(text);
	if (token === undefined) return { ok: false, why: "malformed" };
	const signed = checkSignature(token, demand, keys, verify);
	if (signed !== undefined) return signed;
	const why = claimsRefusal(token.claims, demand, nowS);
	return why === undefined ? { ok: true, claims: token.claims } : { ok: false, why };
}

function checkSignature(
	{ header, input, signature }: ParsedToken,
	demand: TokenDemand,
	keys: Jwks,
	verify: VerifySignature,
): (TokenCheck & { readonly ok: false }) | undefined {
	const algorithm = demand.algorithms.find((each) => each === header.alg);
	if (algorithm === undefined) return { ok: false, why: "algorithm" };
	// No extension is understood here, so whatever is critical is too much (RFC 7515, section 4.1.11).
	if (header.crit !== undefined) return { ok: false, why: "critical" };
	const key: Jwk | undefined = keyFor(keys, algorithm, header.kid);
	if (key === undefined) {
		return { ok: false, why: "unknown-key", ...(header.kid === undefined ? {} : { kid: header.kid }) };
	}
	return verify(algorithm, key, input, signature) ? undefined : { ok: false, why: "signature" };
}

function claimsRefusal(claims: Claims, demand: TokenDemand, nowS: EpochSeconds): TokenRefusal | undefined {
	const { issuer, audience, toleranceS = 0, needs = [] } = demand;
	const needed = [...needs, ...(issuer === undefined ? [] : ["iss"]), ...(audience === undefined ? [] : ["aud"])];
	if (needed.some((name) => !Object.hasOwn(claims, name))) return "missing-claim";
	if (issuer !== undefined && claims.iss !== issuer) return "issuer";
	if (audience !== undefined && !isFor(claims, audience)) return "audience";
	if (claims.nbf !== undefined && claims.nbf > nowS + toleranceS) return "not-yet-valid";
	if (claims.exp !== undefined && claims.exp <= nowS - toleranceS) return "expired";
	return undefined;
}
