import { errors } from "jose";

/** Why a token isn't accepted, in the same words as in the simulated world; or that the issuer's keys can't be had. */
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
	| "expired"
	| "no-keys";

const BY_CODE: Readonly<Record<string, TokenRefusal>> = {
	ERR_JOSE_ALG_NOT_ALLOWED: "algorithm",
	ERR_JWKS_NO_MATCHING_KEY: "unknown-key",
	ERR_JWKS_MULTIPLE_MATCHING_KEYS: "unknown-key",
	ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "signature",
	ERR_JWT_EXPIRED: "expired",
	ERR_JWT_INVALID: "malformed",
	ERR_JWS_INVALID: "malformed",
};

const BY_CLAIM: Readonly<Record<string, TokenRefusal>> = { iss: "issuer", aud: "audience", nbf: "not-yet-valid" };

/** What jose threw, in a word. Whatever isn't an error of a token's is one of the fetch of keys. */
export function refusalOf(error: unknown): TokenRefusal {
	if (error instanceof errors.JWTClaimValidationFailed) {
		if (error.reason === "invalid") return "malformed";
		return error.reason === "missing" ? "missing-claim" : (BY_CLAIM[error.claim] ?? "malformed");
	}
	// Both are said by one class: an extension that is critical, and an algorithm that no key of a set can be for.
	if (error instanceof errors.JOSENotSupported) return error.message.includes("Extension") ? "critical" : "unknown-key";
	return (error instanceof errors.JOSEError ? BY_CODE[error.code] : undefined) ?? "no-keys";
}
