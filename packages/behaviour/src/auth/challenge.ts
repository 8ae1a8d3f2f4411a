import type { HeaderField } from "../messages/http-message.ts";

/** How somebody proves who they are. */
export type AuthScheme = "cookie-session" | "jwt" | "api-key" | "password" | "mutual-tls";

/** Why a request isn't served: nobody knows who asks, or they may not. */
export type AuthProblem = "no-credential" | "bad-credential" | "not-allowed";

/** What a server answers instead. */
export interface AuthRefusal {
	/** 503 where nobody knows now who asks. */
	readonly status: 401 | 403 | 503;
	readonly fields: readonly HeaderField[];
}

/** Nobody registered a name for sessions, but an answer with 401 must have one. */
const CHALLENGE: Readonly<Record<Exclude<AuthScheme, "mutual-tls">, string>> = {
	"cookie-session": "Cookie",
	jwt: "Bearer",
	"api-key": "Bearer",
	password: 'Basic charset="UTF-8"',
};

/**
 * 401 where another credential could help, with the scheme that it should be of (RFC 9110, section 11.6.1); 403 where none
 * of theirs could, or none over this connection. Bearers are told what was wrong (RFC 6750, section 3.1), but not why:
 * that stands in the server's log.
 */
export function refuse(scheme: AuthScheme, problem: AuthProblem): AuthRefusal {
	const isBearer = scheme === "jwt" || scheme === "api-key";
	if (scheme === "mutual-tls" || problem === "not-allowed") {
		return { status: 403, fields: isBearer ? [["www-authenticate", 'Bearer error="insufficient_scope"']] : [] };
	}
	const error = isBearer && problem === "bad-credential" ? ' error="invalid_token"' : "";
	return { status: 401, fields: [["www-authenticate", CHALLENGE[scheme] + error]] };
}

/** Whether all that is needed was granted. */
export function hasScopes(granted: readonly string[], needed: readonly string[]): boolean {
	return needed.every((scope) => granted.includes(scope));
}
