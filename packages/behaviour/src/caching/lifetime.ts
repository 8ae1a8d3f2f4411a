import { fieldOf, type HttpReply } from "../messages/http-message.ts";
import { parseHttpDate } from "../protocols/rest/http-date.ts";
import { isHeuristicallyCacheable } from "../protocols/rest/status-meaning.ts";
import { dateMs } from "./age.ts";
import { type Directives, directivesOf, secondsOf } from "./directives.ts";
import type { CacheOptions } from "./options.ts";
import type { Arrival } from "./stored-reply.ts";

/** What is guessed of the time since the last change (RFC 9111, section 4.2.2). */
const GUESSED_SHARE = 0.1;
/** No guess is longer: a day. */
const GUESS_AT_MOST_MS = 86_400_000;
const NS_PER_S = 1e9;

/** How long a reply is fresh: the first that is there of those who say it counts (RFC 9111, section 4.2.1). */
export function lifetimeNs(options: CacheOptions, arrival: Arrival): number {
	const { reply } = arrival;
	const directives = directivesOf(reply.fields);
	const sharedS = options.isShared ? secondsOf(directives, "s-maxage") : undefined;
	if (sharedS !== undefined) return sharedS * NS_PER_S;
	const maxAgeS = secondsOf(directives, "max-age");
	if (maxAgeS !== undefined) return maxAgeS * NS_PER_S;
	const madeMs = dateMs(options, arrival);
	const expires = fieldOf(reply.fields, "expires");
	if (expires === undefined) return guessedNs(reply, directives, madeMs);
	// A date that can't be read, above all "0", is one in the past (RFC 9111, section 5.3).
	const expiresMs = parseHttpDate(expires, madeMs) ?? madeMs;
	return Math.max(0, expiresMs - madeMs) * 1e6;
}

/** Whether a reply says itself how long it is fresh. */
export function saysLifetime({ isShared }: CacheOptions, { fields }: HttpReply): boolean {
	const directives = directivesOf(fields);
	const hasShared = isShared && directives.has("s-maxage");
	return hasShared || directives.has("max-age") || fieldOf(fields, "expires") !== undefined;
}

function guessedNs({ status, fields }: HttpReply, directives: Directives, madeMs: number): number {
	const changed = fieldOf(fields, "last-modified");
	const changedMs = changed === undefined ? undefined : parseHttpDate(changed, madeMs);
	const mayGuess = isHeuristicallyCacheable(status) || directives.has("public");
	if (!mayGuess || changedMs === undefined || changedMs >= madeMs) return 0;
	const guessMs = Math.min(Math.floor((madeMs - changedMs) * GUESSED_SHARE), GUESS_AT_MOST_MS);
	return guessMs * 1e6;
}
