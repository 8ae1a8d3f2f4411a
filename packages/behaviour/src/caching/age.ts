import { fieldOf } from "../protocols/http-message.ts";
import { listMembers } from "../protocols/rest/fields.ts";
import { parseHttpDate } from "../protocols/rest/http-date.ts";
import { type CacheOptions, calendarMs } from "./options.ts";
import type { StoredReply } from "./stored-reply.ts";

const AGE_AT_MOST_S = 2 ** 31;
const NS_PER_S = 1e9;

/** When a reply was made, by its own word, in ms since 1970: when it came where it doesn't say. */
export function dateMs(options: CacheOptions, { reply, repliedNs }: StoredReply): number {
	const repliedMs = calendarMs(options, repliedNs);
	const date = fieldOf(reply.fields, "date");
	return (date === undefined ? undefined : parseHttpDate(date, repliedMs)) ?? repliedMs;
}

/** How old a reply was when it came, and how much older it has become since, in ns (RFC 9111, section 4.2.3). */
export function ageNs(options: CacheOptions, stored: StoredReply, nowNs: number): number {
	const { requestedNs, repliedNs } = stored;
	// Date tells whole seconds, so that only these count as its age: fractions would make all replies older than they are.
	const wholeMs = Math.floor(calendarMs(options, repliedNs) / 1_000) * 1_000;
	const apparentNs = Math.max(0, wholeMs - dateMs(options, stored)) * 1e6;
	const correctedNs = saidAgeS(stored) * NS_PER_S + (repliedNs - requestedNs);
	return Math.max(apparentNs, correctedNs) + Math.max(0, nowNs - repliedNs);
}

/** What Age said when it came: the first of several, 0 where it can't be read (RFC 9111, section 5.1). */
function saidAgeS({ reply }: StoredReply): number {
	const [age = ""] = listMembers(reply.fields, "age");
	return /^\d+$/.test(age) ? Math.min(Number(age), AGE_AT_MOST_S) : 0;
}
