import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Method } from "@roundtrip/model";
import type { HeaderField } from "../../messages/http-message.ts";
import { base64url, fromBase64url } from "../base64.ts";
import { constantTimeEqual, octetsOf } from "../octets.ts";
import { isSafe } from "./browser-request.ts";

/** Why a request is taken for a forged one. */
export type CsrfRefusal = "no-token" | "wrong-token" | "other-origin" | "no-origin";

/** What a page sends a token back in. */
export const CSRF_FIELD = "x-csrf-token";

/** Whether a request brings the token that its session knows. Safe methods change nothing and need none. */
export function checkSessionToken(
	method: Method,
	fields: readonly HeaderField[],
	expected: string,
): CsrfRefusal | undefined {
	if (isSafe(method)) return undefined;
	const token = fieldOf(fields, CSRF_FIELD);
	if (token === undefined) return "no-token";
	return constantTimeEqual(octetsOf(token), octetsOf(expected)) ? undefined : "wrong-token";
}

/**
 * A token for a cookie and a field: nobody but the server can make one for this session, so that the server needs to
 * remember none.
 */
export function doubleSubmitToken(secret: Uint8Array, session: string, random: Uint8Array): string {
	const salt = base64url(random);
	return `${salt}.${base64url(macOf(secret, session, salt))}`;
}

/** Whether field and cookie bring the same token, and it was made for this session. */
export function checkDoubleSubmit(
	method: Method,
	fields: readonly HeaderField[],
	{
		cookie,
		session,
		secret,
	}: { readonly cookie: string | undefined; readonly session: string; readonly secret: Uint8Array },
): CsrfRefusal | undefined {
	if (isSafe(method)) return undefined;
	const token = fieldOf(fields, CSRF_FIELD);
	if (token === undefined || cookie === undefined) return "no-token";
	const [salt = "", tag = ""] = token.split(".");
	const isOurs = constantTimeEqual(fromBase64url(tag) ?? new Uint8Array(), macOf(secret, session, salt));
	return isOurs && constantTimeEqual(octetsOf(token), octetsOf(cookie)) ? undefined : "wrong-token";
}

/**
 * Whether the browser says that a page of this very origin is behind a request. Sec-Fetch-Site says it outright; where
 * it is missing, Origin does. A request with neither is refused, unless it is safe.
 *
 * @param own as the Origin field would name it
 */
export function checkOrigin(method: Method, fields: readonly HeaderField[], own: string): CsrfRefusal | undefined {
	if (isSafe(method)) return undefined;
	const site = fieldOf(fields, "sec-fetch-site");
	if (site !== undefined) return site === "same-origin" || site === "none" ? undefined : "other-origin";
	const origin = fieldOf(fields, "origin");
	if (origin === undefined) return "no-origin";
	return origin === own ? undefined : "other-origin";
}

/** Lengths stand before what they measure, so that no two pairs are the same text. */
function macOf(secret: Uint8Array, session: string, salt: string): Uint8Array {
	return hmac(sha256, secret, octetsOf(`${session.length}!${session}!${salt.length}!${salt}`));
}

function fieldOf(fields: readonly HeaderField[], name: string): string | undefined {
	return fields.find(([each]) => each === name)?.[1];
}
