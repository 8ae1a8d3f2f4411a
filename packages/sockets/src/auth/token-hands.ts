import type { Claims, TokenCheck, TokenQuestion, TokenRefusal } from "@roundtrip/behaviour";
import type { IssuesSpec } from "@roundtrip/model";
import type { JWK, JWTPayload } from "jose";
import { createTokenChecker } from "./token-check.ts";
import { createTokenIssuer } from "./token-issuer.ts";
import type { TokenRefusal as Refusal } from "./token-refusal.ts";
import { issueBySecret } from "./token-secret.ts";

/** What is done by jose, which is loaded only where there are tokens. */
export interface TokenHands {
	sign(claims: Claims): Promise<string>;
	verify(question: TokenQuestion): Promise<TokenCheck>;
}

/** What a server signs with. */
export interface Signing {
	/** Absent where it issues nothing. */
	readonly algorithm: IssuesSpec["algorithm"] | undefined;
	/** Its pairs of keys, and how many of them have been used by now. */
	readonly keys: readonly JWK[];
	readonly inUse: () => number;
	/** What it shares with those who check, in base64url. */
	readonly secret: string;
}

/** @param shared what issuers share with this server, in base64url */
export function createTokenHands(signing: Signing, shared: Readonly<Record<string, string>>): TokenHands {
	const { algorithm, keys, inUse, secret } = signing;
	const issuer = createTokenIssuer(keys, inUse);
	return {
		sign(claims) {
			// jose would be allowed to change an audience of several names; it doesn't.
			const said = { ...claims } as JWTPayload;
			return algorithm === "HS256" ? issueBySecret(said, octetsOf(secret), "k1") : issuer.issue(said);
		},
		async verify({ token, demand, issuer: from, keys: known, nowS }): Promise<TokenCheck> {
			// A set of jose's may be changed; these are not.
			const set = { keys: known.keys.map((key) => ({ ...key })) };
			const isShared = demand.algorithms.includes("HS256");
			const checker = createTokenChecker(demand, isShared ? { secret: octetsOf(shared[from] ?? "") } : { set });
			const check = await checker.check(token, nowS);
			return check.ok ? { ok: true, claims: check.claims } : { ok: false, why: wordOf(check.why) };
		},
	};
}

function octetsOf(text: string): Uint8Array {
	return Buffer.from(text, "base64url");
}

/** Keys are got by whoever asks, never by the check: where there are none, the token's is unknown. */
function wordOf(why: Refusal): TokenRefusal {
	return why === "no-keys" ? "unknown-key" : why;
}
