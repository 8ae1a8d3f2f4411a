import { sha256 } from "@noble/hashes/sha2.js";
import { base64url } from "../base64.ts";
import { hexOf, octetsOf, randomOctets } from "../octets.ts";
import type { RandomWords } from "../random-words.ts";
import type { EpochSeconds, Seconds } from "../seconds.ts";

const TOKEN_BYTES = 32;
/** Hashes that are kept before those of logins that have ended are looked for. */
const KEPT_AT_MOST = 100_000;

/** What comes of a token that renews. */
export type Renewal =
	| { readonly ok: true; readonly subject: string; readonly next: string }
	| { readonly ok: false; readonly why: "unknown" | "expired" | "used-before" };

/** The issuer's memory of the tokens that renew others (RFC 6749, section 6). */
export interface Renewals {
	/** The first one of a login. */
	begin(subject: string, nowS: EpochSeconds): string;
	/** Takes one and gives the next. One that comes again was stolen, from either: all of its login end (RFC 9700, section 4.14). */
	renew(token: string, nowS: EpochSeconds): Renewal;
	/** Ends a login by any of its tokens. */
	revoke(token: string): void;
}

interface Login {
	readonly subject: string;
	readonly untilS: EpochSeconds;
	/** The hash of the one token that is good. */
	current: string;
	isOver: boolean;
}

/** @param lifetimeS how long a login can be renewed */
export function createRenewals(stream: RandomWords, lifetimeS: Seconds): Renewals {
	/** By the hash of every token that they ever had. */
	const logins = new Map<string, Login>();
	const give = (login: Login): string => {
		const token = base64url(randomOctets(stream, TOKEN_BYTES));
		login.current = hashOf(token);
		logins.set(login.current, login);
		return token;
	};
	const forget = (nowS: EpochSeconds): void => {
		for (const [hash, login] of logins) if (login.isOver || nowS >= login.untilS) logins.delete(hash);
	};
	return {
		begin(subject, nowS) {
			if (logins.size >= KEPT_AT_MOST) forget(nowS);
			return give({ subject, untilS: nowS + lifetimeS, current: "", isOver: false });
		},
		renew(token, nowS) {
			const hash = hashOf(token);
			const login = logins.get(hash);
			if (login === undefined || login.isOver) return { ok: false, why: "unknown" };
			if (nowS >= login.untilS) return { ok: false, why: "expired" };
			if (login.current === hash) return { ok: true, subject: login.subject, next: give(login) };
			login.isOver = true;
			return { ok: false, why: "used-before" };
		},
		revoke(token) {
			const login = logins.get(hashOf(token));
			if (login !== undefined) login.isOver = true;
		},
	};
}

function hashOf(token: string): string {
	return hexOf(sha256(octetsOf(token)));
}
