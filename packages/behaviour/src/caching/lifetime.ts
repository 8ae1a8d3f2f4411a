import { fieldOf, type HttpReply } from "../protocols/http-message.ts";
import { parseHttpDate } from "../protocols/rest/http-date.ts";
import { isHeuristicallyCacheable } from "../protocols/rest/status-meaning.ts";
import { dateMs } from "./age.ts";
import { type Directives, directivesOf, secondsOf } from "./directives.ts";
import type { CacheOptions } from "./options.ts";
import type { StoredReply } from "./stored-reply.ts";

/** How long a reply is fresh, and who says so. */
export interface Lifetime {
	readonly ns: number;
	/** `nobody`: neither the reply nor a guess. */
	readonly from: "s-maxage" | "max-age" | "expires" | "guess" | "nobody";
}

/** What is guessed of the time since the last change (RFC 9111, section 4.2.2). */
const GUESSED_SHARE = 0.1;
/** No guess is longer: a day. */
const GUESS_AT_MOST_MS = 86_400_000;
const NS_PER_S = 1e9;

/** The first of those that are there counts (RFC 9111, section 4.2.1). */
export function lifetimeOf(options: CacheOptions, stored: StoredReply): Lifetime {
	const { reply } = stored;
	const directives = directivesOf(reply.fields);
	const sharedS = options.isShared ? secondsOf(directives, "s-maxage") : undefined;
	if (sharedS !== undefined) return { ns: sharedS * NS_PER_S, from: "s-maxage" };
	const maxAgeS = secondsOf(directives, "max-age");
	if (maxAgeS !== undefined) return { ns: maxAgeS * NS_PER_S, from: "max-age" };
	const madeMs = dateMs(options, stored);
	const expires = fieldOf(reply.fields, "expires");
	if (expires === undefined) return guessed(reply, directives, madeMs);
	// A date that can't be read, above all "0", is one in the past (RFC 9111, section 5.3).
	const expiresMs = parseHttpDate(expires, madeMs) ?? madeMs;
	return { ns: Math.max(0, expiresMs - madeMs) * 1e6, from: "expires" };
}

/** Whether a reply says itself how long it is fresh. */
export function saysLifetime({ isShared }: CacheOptions, { fields }: HttpReply): boolean {
	const directives = directivesOf(fields);
	const hasShared = isShared && directives.has("s-maxage");
	return hasShared || directives.has("max-age") || fieldOf(fields, "expires") !== undefined;
}

function guessed({ status, fields }: HttpReply, directives: Directives, madeMs: number): Lifetime {
	const changed = fieldOf(fields, "last-modified");
	const changedMs = changed === undefined ? undefined : parseHttpDate(changed, madeMs);
	const mayGuess = isHeuristicallyCacheable(status) || directives.has("public");
	if (!mayGuess || changedMs === undefined || changedMs >= madeMs) return { ns: 0, from: "nobody" };
	const guessMs = Math.min(Math.floor((madeMs - changedMs) * GUESSED_SHARE), GUESS_AT_MOST_MS);
	return { ns: guessMs * 1e6, from: "guess" };
}
