import { expect, test } from "vitest";
import { type AuthProblem, type AuthScheme, hasScopes, refuse } from "./challenge.ts";

test.each<[AuthScheme, AuthProblem, number, string | undefined]>([
	["jwt", "no-credential", 401, "Bearer"],
	["jwt", "bad-credential", 401, 'Bearer error="invalid_token"'],
	["jwt", "not-allowed", 403, 'Bearer error="insufficient_scope"'],
	["api-key", "bad-credential", 401, 'Bearer error="invalid_token"'],
	["password", "bad-credential", 401, 'Basic charset="UTF-8"'],
	["cookie-session", "no-credential", 401, "Cookie"],
	["cookie-session", "not-allowed", 403, undefined],
	["mutual-tls", "no-credential", 403, undefined],
])("%s, %s: %i %s", (scheme, problem, status, challenge) => {
	const refusal = refuse(scheme, problem);
	expect(refusal.status).toBe(status);
	expect(refusal.fields.map(([, value]) => value)).toEqual(challenge === undefined ? [] : [challenge]);
});

test("whoever was granted all that is needed may ask, more does no harm", () => {
	expect(hasScopes(["read", "write"], ["read"])).toBe(true);
	expect(hasScopes(["read"], ["read", "write"])).toBe(false);
	expect(hasScopes([], [])).toBe(true);
});
