import { type BrowserRequest, isSameSite } from "./browser-request.ts";
import type { Cookie } from "./cookie.ts";
import { defaultPath, pathMatches } from "./cookie-path.ts";
import type { KeptCookie } from "./kept-cookie.ts";
import { isPublicSuffix, isWithin } from "./site.ts";

/** Why a browser doesn't keep a cookie. */
export type CookieRefusal = "malformed" | "domain" | "insecure" | "prefix" | "cross-site";

/** Why a cookie isn't kept; undefined where it is. */
export function refusalOf(
	cookie: Cookie,
	request: BrowserRequest,
	kept: readonly KeptCookie[],
): CookieRefusal | undefined {
	const { target } = request;
	const { domain = target.host } = cookie;
	if (!isWithin(target.host, domain) || (isPublicSuffix(domain) && domain !== target.host)) return "domain";
	if (cookie.secure === true && target.scheme === "http") return "insecure";
	if (cookie.sameSite === "None" && cookie.secure !== true) return "insecure";
	if (target.scheme === "http" && kept.some((each) => each.secure && shadows(cookie, request, each))) return "insecure";
	if (!keepsItsPrefix(cookie)) return "prefix";
	const isHidden = cookie.sameSite !== "None" && !isSameSite(request) && request.cause !== "navigation";
	return isHidden ? "cross-site" : undefined;
}

/** A name can promise how its cookie was set, in any case of letters (RFC 6265bis, section 4.1.3). */
function keepsItsPrefix({ name, value, secure, domain, path }: Cookie): boolean {
	const promise = (name === "" ? value : name).toLowerCase();
	if (promise.startsWith("__host-")) return name !== "" && secure === true && domain === undefined && path === "/";
	return !promise.startsWith("__secure-") || (name !== "" && secure === true);
}

/** Whether a cookie of a plain connection would take the place of a secure one, or stand before it. */
function shadows({ name, domain, path }: Cookie, { target, path: asked }: BrowserRequest, secure: KeptCookie): boolean {
	const own = domain ?? target.host;
	return (
		secure.name === name &&
		(isWithin(own, secure.domain) || isWithin(secure.domain, own)) &&
		pathMatches(path ?? defaultPath(asked), secure.path)
	);
}
