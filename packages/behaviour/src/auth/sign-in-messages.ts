import { KEYS, LOGIN, RENEWAL, requestParts } from "@roundtrip/model";
import { bodyText, textBody } from "../messages/body.ts";
import { fieldOf, type HeaderField, type HttpReply, type HttpRequest, plainRequest } from "../messages/http-message.ts";
import { refuse } from "./challenge.ts";
import type { Jwk, Jwks } from "./jwt/key.ts";
import type { Seconds } from "./seconds.ts";

/** What is said while somebody logs in, renews, or asks for keys: at most so much is read of it. */
const CHARACTERS_AT_MOST = 65_536;

const NEVER_STORED: HeaderField = ["cache-control", "no-store"];
const JSON_TYPE: HeaderField = ["content-type", "application/json"];
const FORM_TYPE: HeaderField = ["content-type", "application/x-www-form-urlencoded"];

/** Name and password, as a page's script sends them. */
export function loginRequest(user: string, password: string): HttpRequest {
	const { method, path } = requestParts(LOGIN);
	return plainRequest(method, path, textBody(JSON.stringify({ user, password })));
}

/** What renews a token, for the next one (RFC 6749, section 6). */
export function renewalRequest(renewal: string): HttpRequest {
	const { method, path } = requestParts(RENEWAL);
	const body = textBody(`grant_type=refresh_token&refresh_token=${renewal}`);
	return { method, path, fields: [["accept", "*/*"], FORM_TYPE], body };
}

export function keysRequest(): HttpRequest {
	const { method, path } = requestParts(KEYS);
	return plainRequest(method, path);
}

/** A token, and what renews it (RFC 6749, section 5.1). */
export interface GivenToken {
	readonly token: string;
	readonly lifetimeS: Seconds;
	readonly renewal: string;
}

export function tokenReply({ token, lifetimeS, renewal }: GivenToken): HttpReply {
	const said = { access_token: token, token_type: "Bearer", expires_in: lifetimeS, refresh_token: renewal };
	return { status: 200, fields: [NEVER_STORED, JSON_TYPE], body: textBody(JSON.stringify(said)) };
}

/** A session: its cookie, and what its pages send back against forgery. */
export function sessionReply(cookie: HeaderField, csrfToken: string): HttpReply {
	const body = textBody(JSON.stringify({ csrf_token: csrfToken }));
	return { status: 200, fields: [cookie, NEVER_STORED, JSON_TYPE], body };
}

export function keysReply({ keys }: Jwks): HttpReply {
	const body = textBody(JSON.stringify({ keys }));
	return {
		status: 200,
		fields: [
			["cache-control", "no-cache"],
			["content-type", "application/jwk-set+json"],
		],
		body,
	};
}

/** Why nothing is given (RFC 6749, section 5.2). */
export function refusalReply(error: "invalid_request" | "invalid_grant"): HttpReply {
	return { status: 400, fields: [NEVER_STORED, JSON_TYPE], body: textBody(JSON.stringify({ error })) };
}

/** A session isn't given. */
export function loginRefused(): HttpReply {
	const { status, fields } = refuse("cookie-session", "bad-credential");
	return { status, fields: [...fields, NEVER_STORED], body: textBody("Name and password don't belong together.\n") };
}

/** Name and password of a login; undefined where it isn't one. */
export function readLogin(text: string): { readonly user: string; readonly password: string } | undefined {
	const { user, password } = jsonOf(text) ?? {};
	return typeof user === "string" && typeof password === "string" ? { user, password } : undefined;
}

/** What is to be renewed with. */
export function readRenewal(text: string): string | undefined {
	if (text.length > CHARACTERS_AT_MOST) return undefined;
	return /^grant_type=refresh_token&refresh_token=([A-Za-z0-9_-]{1,128})$/.exec(text)?.[1];
}

/** The token of an answer; undefined where there is none. */
export function readToken({ status, body }: HttpReply): GivenToken | undefined {
	const said = status === 200 ? jsonOf(bodyText(body)) : undefined;
	const { access_token: token, expires_in: lifetimeS, refresh_token: renewal } = said ?? {};
	const isToken = typeof token === "string" && typeof lifetimeS === "number" && typeof renewal === "string";
	return isToken ? { token, lifetimeS, renewal } : undefined;
}

/** The cookie of an answer, and what goes with it; undefined where there is none. */
export function readSession({
	status,
	fields,
	body,
}: HttpReply): { readonly cookie: string; readonly csrfToken: string } | undefined {
	const cookie = fieldOf(fields, "set-cookie");
	const { csrf_token: csrfToken } = (status === 200 ? jsonOf(bodyText(body)) : undefined) ?? {};
	return cookie !== undefined && typeof csrfToken === "string" ? { cookie, csrfToken } : undefined;
}

const KEYS_AT_MOST = 100;

/** The keys of an answer; undefined where they aren't. */
export function readKeys({ status, body }: HttpReply): Jwks | undefined {
	const { keys } = (status === 200 ? jsonOf(bodyText(body)) : undefined) ?? {};
	if (!Array.isArray(keys) || keys.length > KEYS_AT_MOST) return undefined;
	return { keys: keys.filter(isKey) };
}

function isKey(value: unknown): value is Jwk {
	if (typeof value !== "object" || value === null) return false;
	const said = Object.entries(value).filter(([, each]) => each !== undefined);
	return "kty" in value && said.every(([, each]) => typeof each === "string");
}

function jsonOf(text: string): Readonly<Record<string, unknown>> | undefined {
	if (text.length > CHARACTERS_AT_MOST) return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === "object" && value !== null && !Array.isArray(value)
			? (value as Readonly<Record<string, unknown>>)
			: undefined;
	} catch {
		return undefined;
	}
}
