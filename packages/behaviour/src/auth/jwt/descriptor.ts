import { bearerField } from "../bearer.ts";
import { type AuthCost, type AuthDescriptor, type AuthFacts, fieldBytes } from "../descriptor.ts";
import type { Claims } from "./claims.ts";
import { issueToken } from "./issue.ts";
import type { Jwk } from "./key.ts";

/** A day that tokens of examples are of: only how many digits it has matters. */
const ISSUED_S = 1_767_225_600;
/** 32 bytes in base64url, and as a hash on the side of the server with the user's name and an end. */
const RENEWAL_CHARACTERS = 43;
const RENEWAL_HASH_BYTES = 32 + 8;

const KEYS: Readonly<Record<AuthFacts["algorithm"], Jwk>> = {
	HS256: { kty: "oct", kid: "2026-01", k: "A".repeat(RENEWAL_CHARACTERS) },
	RS256: { kty: "RSA", kid: "2026-01" },
	ES256: { kty: "EC", crv: "P-256", kid: "2026-01" },
};

function cost({ user, algorithm, tokenLifetimeS }: AuthFacts): AuthCost {
	const moments = { iat: ISSUED_S, exp: ISSUED_S + tokenLifetimeS };
	const claims: Claims = { iss: "https://login.example", aud: "https://api.example", sub: user, ...moments };
	const token = issueToken(claims, KEYS[algorithm], algorithm);
	return {
		requestBytes: fieldBytes(bearerField(token)),
		serverBytes: RENEWAL_HASH_BYTES + user.length,
		clientBytes: token.length + RENEWAL_CHARACTERS,
		handshakeBytes: 0,
	};
}

export const jwt: AuthDescriptor = {
	scheme: "jwt",
	sentence:
		"The credential itself says whose it is and until when, signed: any server with the issuer's key can check it alone.",
	roundTrips: { login: 1, renewal: 1, keys: 1 },
	cost,
	work: "One signature to check, nothing to look up. Servers that let a token pass once remember its name until it expires.",
	stolen:
		"All that it says, from anywhere, until it expires. A token that renews gives more of them, until it comes a second time from its owner: then the login ends.",
	expiry:
		"The next request is refused, and the client renews its token: one round-trip more. Clocks that differ by more than the tolerance refuse tokens that are good, or accept ones that aren't.",
	revocation:
		"Not before it expires, unless every server asks for a list. Only what renews it can be taken back at once.",
};
