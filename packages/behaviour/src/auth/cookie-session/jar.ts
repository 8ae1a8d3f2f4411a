import type { HeaderField } from "../../messages/http-message.ts";
import type { EpochSeconds, Seconds } from "../seconds.ts";
import { type BrowserRequest, isSafe, isSameSite } from "./browser-request.ts";
import type { Cookie } from "./cookie.ts";
import { defaultPath, pathMatches } from "./cookie-path.ts";
import { type CookieRefusal, refusalOf } from "./jar-refusal.ts";
import type { KeptCookie } from "./kept-cookie.ts";
import { parseSetCookie } from "./set-cookie.ts";
import { isPublicSuffix, isWithin } from "./site.ts";

/** A browser's cookies (RFC 6265bis, sections 5.7 and 5.8). */
export interface CookieJar {
	/** Takes a Set-Cookie field of the answer to a request; undefined where it is kept, or takes one away. */
	take(field: string, request: BrowserRequest, nowS: EpochSeconds): CookieRefusal | undefined;
	/** What goes along with a request; undefined where nothing does. */
	field(request: BrowserRequest, nowS: EpochSeconds): HeaderField | undefined;
	size(nowS: EpochSeconds): number;
}

/** What browsers differ in. */
export interface JarHabits {
	/**
	 * Whether subresources of other sites' pages get cookies with SameSite=None. Safari keeps them back, and so does Chromium
	 * in private windows, or as Debian builds it.
	 */
	readonly sendsToThirdParties: boolean;
}

const USUAL_HABITS: JarHabits = { sendsToThirdParties: true };

/**
 * For so long a cookie without SameSite goes along with a form of another site: logins that come back by a form would not
 * work otherwise (RFC 6265bis, section 5.6.7.2, Lax-Allowing-Unsafe). Chromium does it, and so it is done here.
 */
const ALLOWING_UNSAFE_S: Seconds = 120;

/** What nobody may keep longer, 400 days, and how many there are at most. */
const KEPT_AT_MOST_S: Seconds = 34_560_000;
const COOKIES_OF_A_HOST_AT_MOST = 50;
const COOKIES_AT_MOST = 3_000;

/** A jar without cookies. */
export function createCookieJar(habits: JarHabits = USUAL_HABITS): CookieJar {
	let kept: KeptCookie[] = [];
	let order = 0;
	const forget = (nowS: EpochSeconds): void => {
		kept = kept.filter(({ untilS }) => untilS > nowS);
	};
	return {
		take(text, request, nowS) {
			forget(nowS);
			const cookie = parseSetCookie(text);
			if (cookie === undefined) return "malformed";
			const refusal = refusalOf(cookie, request, kept);
			if (refusal !== undefined) return refusal;
			const fresh = keptAs(cookie, request, nowS, order++);
			const earlier = kept.find((each) => isSame(each, fresh));
			kept = kept.filter((each) => each !== earlier);
			if (fresh.untilS > nowS)
				kept = evicted([...kept, { ...fresh, order: earlier?.order ?? fresh.order }], fresh.domain);
			return undefined;
		},
		field(request, nowS) {
			forget(nowS);
			const going = kept.filter((each) => goesAlong(each, request, habits, nowS)).sort(byPathAndAge);
			for (const each of going) each.usedS = nowS;
			if (going.length === 0) return undefined;
			return ["cookie", going.map(({ name, value }) => (name === "" ? value : `${name}=${value}`)).join("; ")];
		},
		size(nowS) {
			forget(nowS);
			return kept.length;
		},
	};
}

function keptAs(cookie: Cookie, { target, path }: BrowserRequest, nowS: EpochSeconds, order: number): KeptCookie {
	const { name, value, domain, maxAgeS, expiresS = Number.POSITIVE_INFINITY } = cookie;
	const endS = maxAgeS === undefined ? expiresS : maxAgeS <= 0 ? Number.NEGATIVE_INFINITY : nowS + maxAgeS;
	const isSession = maxAgeS === undefined && cookie.expiresS === undefined;
	return {
		...{ name, value, domain: domain ?? target.host, isHostOnly: domain === undefined || isPublicSuffix(domain) },
		path: cookie.path ?? defaultPath(path),
		// A cookie without an end lives as long as the browser runs, which here is for ever.
		untilS: isSession ? Number.POSITIVE_INFINITY : Math.min(endS, nowS + KEPT_AT_MOST_S),
		...{ secure: cookie.secure === true, sameSite: cookie.sameSite ?? "Lax", order, usedS: nowS },
		unsafeUntilS: cookie.sameSite === undefined ? nowS + ALLOWING_UNSAFE_S : Number.NEGATIVE_INFINITY,
	};
}

function isSame(one: KeptCookie, other: KeptCookie): boolean {
	return (
		one.name === other.name &&
		one.domain === other.domain &&
		one.isHostOnly === other.isHostOnly &&
		one.path === other.path
	);
}

function goesAlong(cookie: KeptCookie, request: BrowserRequest, habits: JarHabits, nowS: EpochSeconds): boolean {
	const { target, path } = request;
	if (cookie.isHostOnly ? target.host !== cookie.domain : !isWithin(target.host, cookie.domain)) return false;
	if (!pathMatches(path, cookie.path) || (cookie.secure && target.scheme === "http")) return false;
	return isSameSite(request) || goesAcrossSites(cookie, request, habits, nowS);
}

function goesAcrossSites(
	{ sameSite, unsafeUntilS }: KeptCookie,
	{ cause, method }: BrowserRequest,
	habits: JarHabits,
	nowS: EpochSeconds,
): boolean {
	if (cause === "subresource") return sameSite === "None" && habits.sendsToThirdParties;
	if (sameSite === "None") return true;
	return sameSite === "Lax" && (isSafe(method) || nowS < unsafeUntilS);
}

function byPathAndAge(one: KeptCookie, other: KeptCookie): number {
	return other.path.length - one.path.length || one.order - other.order;
}

/** Where a host, or all of them, have too many, the one goes that wasn't used for longest. */
function evicted(kept: readonly KeptCookie[], domain: string): KeptCookie[] {
	const own = kept.filter((each) => each.domain === domain);
	const isTooMany = own.length > COOKIES_OF_A_HOST_AT_MOST;
	if (!isTooMany && kept.length <= COOKIES_AT_MOST) return [...kept];
	const candidates = isTooMany ? own : kept;
	const oldest = candidates.reduce((one, other) => (other.usedS < one.usedS ? other : one));
	return kept.filter((each) => each !== oldest);
}
