import { type Guard, type GuardedRequest, passed, refused } from "../guard.ts";
import { checkSession } from "./check.ts";
import { type CsrfRefusal, checkOrigin, checkSessionToken } from "./csrf.ts";
import { SESSION_COOKIE } from "./issue.ts";
import type { Session, SessionStore } from "./store.ts";

/** How a server looks at its sessions. */
export interface SessionGuardOptions {
	/** The name of its cookie. */
	readonly cookie?: string;
	/** How requests are told from forged ones; not at all without it. */
	readonly csrf?: "token" | { readonly origin: string };
}

/** Lets those pass whose cookie names a session of somebody, and whose request isn't forged. */
export function sessionGuard(
	store: SessionStore,
	{ cookie = SESSION_COOKIE.name, csrf }: SessionGuardOptions = {},
): Guard {
	return (request, nowS) => {
		const checked = checkSession(request.fields, store, nowS, cookie);
		if (!checked.ok) {
			const isMissing = checked.why === "no-cookie" || checked.why === "anonymous";
			return refused("cookie-session", isMissing ? "no-credential" : "bad-credential", checked.why);
		}
		const forged = forgery(request, checked.session, csrf);
		return forged === undefined ? passed(checked.user) : refused("cookie-session", "not-allowed", forged);
	};
}

function forgery(
	{ method, fields }: GuardedRequest,
	{ csrfToken }: Session,
	csrf: SessionGuardOptions["csrf"],
): CsrfRefusal | undefined {
	if (csrf === undefined) return undefined;
	return csrf === "token" ? checkSessionToken(method, fields, csrfToken) : checkOrigin(method, fields, csrf.origin);
}
