import {
	createLocalJWKSet,
	createRemoteJWKSet,
	customFetch,
	type FetchImplementation,
	type JSONWebKeySet,
	type JWTPayload,
	type JWTVerifyGetKey,
	type JWTVerifyOptions,
	jwtVerify,
} from "jose";
import { refusalOf, type TokenRefusal } from "./token-refusal.ts";

/** What a token must be like. */
export interface TokenDemand {
	readonly algorithms: readonly ("HS256" | "RS256" | "ES256")[];
	readonly issuer?: string;
	readonly audience?: string;
	readonly toleranceS?: number;
	readonly needs?: readonly string[];
}

/** Where the keys are that tokens are checked with. */
export type TokenKeys =
	/** A secret that both ends share, for HS256. */
	| { readonly secret: Uint8Array }
	| { readonly set: JSONWebKeySet }
	/** They are fetched, and again when a token's key is unknown, but not before `betweenMs` have passed since. */
	| { readonly url: URL; readonly betweenMs?: number; readonly keptMs?: number; readonly fetch?: FetchImplementation };

/** A token that is accepted, or why it isn't. */
export type TokenCheck =
	| { readonly ok: true; readonly claims: JWTPayload }
	| { readonly ok: false; readonly why: TokenRefusal };

/** Checks tokens by jose. */
export interface TokenChecker {
	/** @param nowS what the checker's clock shows, in seconds since 1970 */
	check(token: string, nowS: number): Promise<TokenCheck>;
}

/** A checker that knows its keys or where to get them; it keeps those that it fetched. */
export function createTokenChecker(demand: TokenDemand, keys: TokenKeys): TokenChecker {
	const { issuer, audience, toleranceS = 0, needs = [] } = demand;
	const options: JWTVerifyOptions = {
		...{ algorithms: [...demand.algorithms], clockTolerance: toleranceS, requiredClaims: [...needs] },
		...(issuer === undefined ? {} : { issuer }),
		...(audience === undefined ? {} : { audience }),
	};
	const key = keyGetter(keys);
	return {
		async check(token, nowS) {
			try {
				const at = { ...options, currentDate: new Date(nowS * 1_000) };
				const { payload } = await (key instanceof Uint8Array ? jwtVerify(token, key, at) : jwtVerify(token, key, at));
				return { ok: true, claims: payload };
			} catch (error) {
				return { ok: false, why: refusalOf(error) };
			}
		},
	};
}

function keyGetter(keys: TokenKeys): Uint8Array | JWTVerifyGetKey {
	if ("secret" in keys) return keys.secret;
	if ("set" in keys) return createLocalJWKSet(keys.set);
	return createRemoteJWKSet(keys.url, {
		...(keys.betweenMs === undefined ? {} : { cooldownDuration: keys.betweenMs }),
		...(keys.keptMs === undefined ? {} : { cacheMaxAge: keys.keptMs }),
		...(keys.fetch === undefined ? {} : { [customFetch]: keys.fetch }),
	});
}
