import type { EpochSeconds } from "../seconds.ts";

/** What a token says (RFC 7519, section 4). */
export interface Claims {
	readonly iss?: string;
	readonly sub?: string;
	readonly aud?: string | readonly string[];
	readonly exp?: EpochSeconds;
	readonly nbf?: EpochSeconds;
	readonly iat?: EpochSeconds;
	readonly jti?: string;
	readonly [name: string]: unknown;
}

/** Undefined where a claim that has a meaning of its own is of another kind than it must be. */
export function claimsOf(value: unknown): Claims | undefined {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
	const { iss, sub, jti, aud, exp, nbf, iat } = value as Readonly<Record<string, unknown>>;
	const isRight =
		[iss, sub, jti].every((each) => each === undefined || typeof each === "string") &&
		[exp, nbf, iat].every((each) => each === undefined || Number.isFinite(each)) &&
		(aud === undefined ||
			typeof aud === "string" ||
			(Array.isArray(aud) && aud.every((each) => typeof each === "string")));
	return isRight ? (value as Claims) : undefined;
}

/** Whether a token is meant for somebody: one name of it is theirs. */
export function isFor({ aud }: Claims, audience: string): boolean {
	return typeof aud === "string" ? aud === audience : (aud?.includes(audience) ?? false);
}
