import { sha256 } from "@noble/hashes/sha2.js";
import { base64url } from "../base64.ts";
import { hexOf, octetsOf, randomOctets } from "../octets.ts";
import type { RandomWords } from "../random-words.ts";
import type { EpochSeconds, Seconds } from "../seconds.ts";

/** 128 bits can't be guessed (OWASP, Session Management Cheat Sheet, asks for 64 at least). */
const ID_BYTES = 16;
/** Sessions that are kept before those that have ended are looked for. */
const KEPT_AT_MOST = 100_000;

/** How long a session lasts. */
export interface SessionLimits {
	/** Without any request. */
	readonly idleS: Seconds;
	/** At most, from its login. */
	readonly absoluteS: Seconds;
}

/** What a server remembers of somebody. */
export interface Session {
	/** Undefined before the login. */
	readonly user: string | undefined;
	/** What forms of this session must bring along. */
	readonly csrfToken: string;
	readonly beganS: EpochSeconds;
	readonly seenS: EpochSeconds;
}

/** A session, or why there is none. One that was revoked or rotated away is as unknown as one that never was. */
export type SessionLook =
	| { readonly ok: true; readonly session: Session }
	| { readonly ok: false; readonly why: "unknown" | "idle" | "too-old" };

/** The sessions of a server. Ids are kept as hashes, so that whoever reads the memory can't use them. */
export interface SessionStore {
	/** Somebody comes without a session; gives its id. */
	begin(nowS: EpochSeconds): string;
	/**
	 * Somebody has proved who they are: a new session begins and the earlier one is gone, so that an id that an attacker
	 * knew or planted before is worth nothing (session fixation).
	 */
	login(earlier: string | undefined, user: string, nowS: EpochSeconds): string;
	/** A request comes with an id; keeps the session from becoming idle. */
	look(id: string, nowS: EpochSeconds): SessionLook;
	logout(id: string): void;
	/** Ends all sessions of somebody; tells how many they were. */
	revoke(user: string): number;
	size(): number;
}

/** @param stream where ids come from */
export function createSessionStore(stream: RandomWords, limits: SessionLimits): SessionStore {
	const sessions = new Map<string, Session>();
	const endOf = ({ beganS, seenS }: Session, nowS: EpochSeconds): "idle" | "too-old" | undefined => {
		if (nowS - beganS >= limits.absoluteS) return "too-old";
		return nowS - seenS >= limits.idleS ? "idle" : undefined;
	};
	const begin = (user: string | undefined, nowS: EpochSeconds): string => {
		if (sessions.size >= KEPT_AT_MOST) forget(nowS);
		const id = base64url(randomOctets(stream, ID_BYTES));
		const csrfToken = base64url(randomOctets(stream, ID_BYTES));
		sessions.set(hashOf(id), { user, csrfToken, beganS: nowS, seenS: nowS });
		return id;
	};
	const forget = (nowS: EpochSeconds): void => {
		for (const [hash, session] of sessions) if (endOf(session, nowS) !== undefined) sessions.delete(hash);
	};
	return {
		begin: (nowS) => begin(undefined, nowS),
		login(earlier, user, nowS) {
			if (earlier !== undefined) sessions.delete(hashOf(earlier));
			return begin(user, nowS);
		},
		look(id, nowS) {
			const hash = hashOf(id);
			const session = sessions.get(hash);
			if (session === undefined) return { ok: false, why: "unknown" };
			const why = endOf(session, nowS);
			if (why === undefined) sessions.set(hash, { ...session, seenS: nowS });
			else sessions.delete(hash);
			return why === undefined ? { ok: true, session: { ...session, seenS: nowS } } : { ok: false, why };
		},
		logout: (id) => void sessions.delete(hashOf(id)),
		revoke(user) {
			const theirs = [...sessions].filter(([, session]) => session.user === user);
			for (const [hash] of theirs) sessions.delete(hash);
			return theirs.length;
		},
		size: () => sessions.size,
	};
}

function hashOf(id: string): string {
	return hexOf(sha256(octetsOf(id)));
}
