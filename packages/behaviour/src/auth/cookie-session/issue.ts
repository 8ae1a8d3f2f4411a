import type { HeaderField } from "../../messages/http-message.ts";
import type { Seconds } from "../seconds.ts";
import type { SameSite } from "./cookie.ts";
import { setCookie } from "./set-cookie.ts";

/** How a server names and guards its session cookie. */
export interface SessionCookie {
	/** Its name where the connection is secured; `__Host-` has the browser check that nobody else set it. */
	readonly name: string;
	readonly sameSite: SameSite;
	/** The browser forgets it then, too; without it, when it is closed. */
	readonly maxAgeS?: Seconds;
}

export const SESSION_COOKIE: SessionCookie = { name: "__Host-session", sameSite: "Lax" };

/** The field that gives a session to a browser: for this host alone, hidden from scripts, never in the clear. */
export function sessionField(id: string, { name, sameSite, maxAgeS }: SessionCookie = SESSION_COOKIE): HeaderField {
	const end = maxAgeS === undefined ? {} : { maxAgeS };
	return ["set-cookie", setCookie({ name, value: id, path: "/", secure: true, httpOnly: true, sameSite, ...end })];
}

/** The field that takes it away again at logout. */
export function endField(cookie: SessionCookie = SESSION_COOKIE): HeaderField {
	return sessionField("", { ...cookie, maxAgeS: 0 });
}
