import { fieldOf } from "../messages/http-message.ts";
import { listMembers } from "../protocols/rest/fields.ts";
import { parseHttpDate } from "../protocols/rest/http-date.ts";
import { type CacheOptions, calendarMs } from "./options.ts";
import type { Arrival, StoredReply } from "./stored-reply.ts";

const AGE_AT_MOST_S = 2_147_483_648;
const NS_PER_S = 1e9;

/** When a reply was made, by its own word, in ms since 1970: when it came where it doesn't say. */
export function dateMs(options: CacheOptions, { reply, repliedNs }: Arrival): number {
	const repliedMs = calendarMs(options, repliedNs);
	const date = fieldOf(reply.fields, "date");
	return (date === undefined ? undefined : parseHttpDate(date, repliedMs)) ?? repliedMs;
}

/** How old a reply was when it came, in ns (RFC 9111, section 4.2.3). */
export function ageAtArrivalNs(options: CacheOptions, arrival: Arrival): number {
	const { requestedNs, repliedNs } = arrival;
	// Date tells whole seconds, so that only these count as its age: fractions would make all replies older than they are.
	const wholeMs = Math.floor(calendarMs(options, repliedNs) / 1_000) * 1_000;
	const apparentNs = Math.max(0, wholeMs - dateMs(options, arrival)) * 1e6;
	return Math.max(apparentNs, saidAgeS(arrival) * NS_PER_S + (repliedNs - requestedNs));
}

/** How old a stored reply is by now: it goes on ageing where it is kept. */
export function ageNs({ bornNs, repliedNs }: StoredReply, nowNs: number): number {
	return Math.max(nowNs, repliedNs) - bornNs;
}

/** What Age said when it came: the first of several, 0 where it can't be read (RFC 9111, section 5.1). */
function saidAgeS({ reply }: Arrival): number {
	const [age = ""] = listMembers(reply.fields, "age");
	return /^\d+$/.test(age) ? Math.min(Number(age), AGE_AT_MOST_S) : 0;
}
