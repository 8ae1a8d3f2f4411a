import type { HeaderField } from "../../messages/http-message.ts";
import type { EpochSeconds } from "../seconds.ts";
import { cookieValue } from "./cookie-field.ts";
import { SESSION_COOKIE } from "./issue.ts";
import type { Session, SessionStore } from "./store.ts";

/** Somebody's session, or why a request has none that is good. */
export type SessionCheck =
	| { readonly ok: true; readonly id: string; readonly user: string; readonly session: Session }
	| { readonly ok: false; readonly why: "no-cookie" | "unknown" | "idle" | "too-old" | "anonymous" };

/** Whose request it is, by its session cookie. */
export function checkSession(
	fields: readonly HeaderField[],
	store: SessionStore,
	nowS: EpochSeconds,
	name: string = SESSION_COOKIE.name,
): SessionCheck {
	const id = cookieValue(fields, name);
	if (id === undefined) return { ok: false, why: "no-cookie" };
	const look = store.look(id, nowS);
	if (!look.ok) return look;
	const { session } = look;
	return session.user === undefined ? { ok: false, why: "anonymous" } : { ok: true, id, user: session.user, session };
}
