import { ATTRIBUTE_BYTES_AT_MOST, type Cookie, PAIR_BYTES_AT_MOST, type SameSite } from "./cookie.ts";
import { cookieDate, parseCookieDate } from "./cookie-date.ts";

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;
const PATH = /^[\x20-\x3a\x3c-\x7e]*$/;
const SAME_SITES: readonly SameSite[] = ["None", "Lax", "Strict"];

/**
 * The value of a Set-Cookie field (RFC 6265bis, section 4.1.1).
 * Throws a RangeError for a name, value, or path that can't be said in one.
 */
export function setCookie(cookie: Cookie): string {
	const { name, value, path, domain, maxAgeS, expiresS, sameSite } = cookie;
	if (!NAME.test(name) || !VALUE.test(value) || !PATH.test(path ?? "")) {
		throw new RangeError(`the cookie ${JSON.stringify(name)} has letters that no cookie can have`);
	}
	return [
		`${name}=${value}`,
		...(expiresS === undefined ? [] : [`Expires=${cookieDate(expiresS)}`]),
		...(maxAgeS === undefined ? [] : [`Max-Age=${Math.trunc(maxAgeS)}`]),
		...(domain === undefined ? [] : [`Domain=${domain}`]),
		...(path === undefined ? [] : [`Path=${path}`]),
		...(cookie.secure === true ? ["Secure"] : []),
		...(cookie.httpOnly === true ? ["HttpOnly"] : []),
		...(sameSite === undefined ? [] : [`SameSite=${sameSite}`]),
	].join("; ");
}

/** What a browser makes of a Set-Cookie field (RFC 6265bis, section 5.6); undefined where it ignores all of it. */
export function parseSetCookie(text: string): Cookie | undefined {
	if (hasControls(text)) return undefined;
	const [pair = "", ...attributes] = text.split(";");
	const equals = pair.indexOf("=");
	const name = pair.slice(0, Math.max(equals, 0)).trim();
	const value = pair.slice(equals + 1).trim();
	if (name.length + value.length === 0 || name.length + value.length > PAIR_BYTES_AT_MOST) return undefined;
	const cookie: { -readonly [Key in keyof Cookie]: Cookie[Key] } = { name, value };
	for (const attribute of attributes) {
		const at = attribute.indexOf("=");
		const key = (at < 0 ? attribute : attribute.slice(0, at)).trim().toLowerCase();
		const said = at < 0 ? "" : attribute.slice(at + 1).trim();
		if (said.length <= ATTRIBUTE_BYTES_AT_MOST) Object.assign(cookie, attributeOf(key, said));
	}
	return cookie;
}

/** Whether there are letters that end or hide things; a tab is none of them. */
function hasControls(text: string): boolean {
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if ((code < 0x20 && code !== 0x09) || code === 0x7f) return true;
	}
	return false;
}

/** Of an attribute that comes twice the last counts; one that makes no sense is as if it weren't there. */
function attributeOf(key: string, said: string): Partial<Cookie> {
	switch (key) {
		case "expires": {
			const expiresS = parseCookieDate(said);
			return expiresS === undefined ? {} : { expiresS };
		}
		case "max-age":
			return /^-?\d+$/.test(said) ? { maxAgeS: Number(said) } : {};
		case "domain":
			return said === "" ? {} : { domain: said.replace(/^\./, "").toLowerCase() };
		case "path":
			return said.startsWith("/") ? { path: said } : {};
		case "secure":
			return { secure: true };
		case "httponly":
			return { httpOnly: true };
		case "samesite": {
			const sameSite = SAME_SITES.find((each) => each.toLowerCase() === said.toLowerCase());
			return sameSite === undefined ? {} : { sameSite };
		}
		default:
			return {};
	}
}
