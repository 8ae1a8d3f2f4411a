import { bearerOf } from "../bearer.ts";
import { hasScopes } from "../challenge.ts";
import { type Guard, passed, refused } from "../guard.ts";
import type { TokenDemand } from "./check.ts";
import type { Claims } from "./claims.ts";
import { checkOrFetch, type KeySource } from "./key-source.ts";
import type { ReplayGuard } from "./replay-guard.ts";

/** What a route wants beside a token that is good. */
export interface TokenGuardOptions {
	readonly scopes?: readonly string[];
	/** The memory of a node that lets each token pass once. */
	readonly once?: ReplayGuard;
}

/** Lets those pass who bring a token that is good, for all the scopes that are needed. */
export function tokenGuard(
	demand: TokenDemand,
	source: KeySource,
	{ scopes = [], once }: TokenGuardOptions = {},
): Guard {
	return ({ fields }, nowS) => {
		const token = bearerOf(fields);
		if (token === undefined) return refused("jwt", "no-credential", "no-token");
		const checked = checkOrFetch(token, demand, source, nowS);
		if (checked === undefined) return { kind: "fetch-keys" };
		if (!checked.ok) return refused("jwt", "bad-credential", checked.why);
		const granted = scopesOf(checked.claims);
		if (!hasScopes(granted, scopes)) return refused("jwt", "not-allowed", "scope");
		const use = once?.use(checked.claims, nowS) ?? "first";
		return use === "first" ? passed(checked.claims.sub ?? "", granted) : refused("jwt", "bad-credential", use);
	};
}

/** Scopes are words in one text (RFC 8693, section 4.2). */
export function scopesOf({ scope }: Claims): readonly string[] {
	return typeof scope === "string" ? scope.split(" ").filter((word) => word !== "") : [];
}
