import type { HttpReply } from "../messages/http-message.ts";
import { storedReply } from "./arrival.ts";
import { type Asking, isConditional, unconditional } from "./asking.ts";
import { confirmed, freshened, tellsOfAnother } from "./freshening.ts";
import { outdatedKeys } from "./invalidation.ts";
import { fittingReplies } from "./lookup.ts";
import type { CacheOptions } from "./options.ts";
import { reused } from "./reuse.ts";
import { standingOf, usableAfterFailure } from "./staleness.ts";
import { type NotStored, whyNotStored } from "./storable.ts";
import type { StoredReply, Times } from "./stored-reply.ts";

/** What is to be changed in what is stored: first all that is taken away, then what is put. */
export interface Change {
	/** Keys of which everything is to be taken away. */
	readonly forget: readonly string[];
	readonly remove: readonly StoredReply[];
	/** Each replaces that of its key and variant. */
	readonly put: readonly StoredReply[];
}

/** What becomes of an answer that a cache got from its server. */
export type Settled =
	| { readonly what: "stored" | "freshened" | "passed"; readonly reply: HttpReply; readonly change: Change }
	| { readonly what: "not-stored"; readonly why: NotStored; readonly reply: HttpReply; readonly change: Change }
	/** The server failed, and the client gets what it would have got before. */
	| { readonly what: "stale-if-error"; readonly reply: HttpReply; readonly change: Change }
	/** The server confirmed something that isn't stored: it has to be asked once more. */
	| { readonly what: "again"; readonly asking: Asking; readonly change: Change };

const NO_CHANGE: Change = { forget: [], remove: [], put: [] };

/** Answers after which a stale one may do (RFC 5861, section 4). */
const FAILURES = [500, 502, 503, 504];

/**
 * What to do with an answer.
 *
 * @param stored what is stored by now under the key of what was asked
 */
export function settleAnswer(
	options: CacheOptions,
	asking: Asking,
	reply: HttpReply,
	times: Times,
	stored: readonly StoredReply[],
): Settled {
	const { asked, validates } = asking;
	const { method } = asked;
	if (method !== "GET" && method !== "HEAD") return afterChange(options, asking, reply, times);
	const fitting = fittingReplies(options, asked, stored);
	if (FAILURES.includes(reply.status)) {
		const older = staleAfterFailure(options, asking, times.repliedNs, stored);
		if (older !== undefined) return { what: "stale-if-error", reply: older, change: NO_CHANGE };
	}
	if (reply.status === 304) {
		return validates
			? afterConfirmation(options, asking, reply, times, fitting)
			: { what: "passed", reply, change: NO_CHANGE };
	}
	if (method === "HEAD") return afterHead(options, asking, reply, times, fitting);
	return afterReply(options, asking, reply, times, fitting);
}

/** The stale reply that a client gets as its server failed or didn't answer; undefined where none may be given. */
export function staleAfterFailure(
	options: CacheOptions,
	{ asked }: Asking,
	nowNs: number,
	stored: readonly StoredReply[],
): HttpReply | undefined {
	if (asked.method !== "GET" && asked.method !== "HEAD") return undefined;
	const [newest] = fittingReplies(options, asked, stored);
	if (newest === undefined) return undefined;
	const isUsable = usableAfterFailure(options, asked, newest, standingOf(newest, nowNs));
	return isUsable ? reused(options, asked, newest, nowNs) : undefined;
}

function afterChange(options: CacheOptions, asking: Asking, reply: HttpReply, times: Times): Settled {
	const forget = outdatedKeys(asking, reply);
	const ready = storedReply(options, asking.to, asking.asked, reply, times);
	const why = whyNotStored(options, asking.to, asking.asked, reply, ready);
	if (why === undefined) return { what: "stored", reply, change: { forget, remove: [], put: [ready] } };
	return { what: "passed", reply, change: { ...NO_CHANGE, forget } };
}

function afterConfirmation(
	options: CacheOptions,
	asking: Asking,
	answer: HttpReply,
	times: Times,
	fitting: readonly StoredReply[],
): Settled {
	const newer = confirmed(fitting, answer).map((stored) => freshened(options, stored, answer, times));
	const [newest] = newer;
	if (newest === undefined) {
		const isAskedAgain = isConditional(asking.send);
		if (!isAskedAgain) return { what: "passed", reply: answer, change: NO_CHANGE };
		return { what: "again", asking: unconditional(asking), change: NO_CHANGE };
	}
	const reply = reused(options, asking.asked, newest, times.repliedNs);
	return { what: "freshened", reply, change: { forget: [], ...sorted(options, asking, newer) } };
}

/** What may still be kept with the fields that it has now, and what no more. */
function sorted(
	options: CacheOptions,
	{ to, asked }: Asking,
	newer: readonly StoredReply[],
): Pick<Change, "remove" | "put"> {
	const got = { ...asked, method: "GET" } as const;
	const isToBeKept = (stored: StoredReply): boolean =>
		whyNotStored(options, to, got, stored.reply, stored) === undefined;
	return { put: newer.filter(isToBeKept), remove: newer.filter((stored) => !isToBeKept(stored)) };
}

/** An answer to HEAD confirms what is stored, or shows that it is out of date (RFC 9111, section 4.3.5). */
function afterHead(
	options: CacheOptions,
	asking: Asking,
	reply: HttpReply,
	times: Times,
	fitting: readonly StoredReply[],
): Settled {
	if (reply.status !== 200) return { what: "passed", reply, change: NO_CHANGE };
	const others = fitting.filter((stored) => tellsOfAnother(stored, reply));
	const same = fitting.filter((stored) => !others.includes(stored));
	const { put, remove } = sorted(
		options,
		asking,
		same.map((stored) => freshened(options, stored, reply, times)),
	);
	const change: Change = { forget: [], remove: [...others, ...remove], put };
	return { what: put.length > 0 ? "freshened" : "passed", reply, change };
}

function afterReply(
	options: CacheOptions,
	{ to, asked, validates }: Asking,
	reply: HttpReply,
	times: Times,
	fitting: readonly StoredReply[],
): Settled {
	const ready = storedReply(options, to, asked, reply, times);
	// The server hasn't seen the conditions and ranges of the client where the cache asked on its own account.
	const answer = validates ? reused(options, asked, ready, times.repliedNs) : reply;
	const why = whyNotStored(options, to, asked, reply, ready);
	if (why === undefined) return { what: "stored", reply: answer, change: { ...NO_CHANGE, put: [ready] } };
	// What is older than an answer is never given after it; an error or a part says nothing of the content.
	const isNewer = reply.status !== 206 && reply.status < 500;
	return { what: "not-stored", why, reply: answer, change: { ...NO_CHANGE, remove: isNewer ? fitting : [] } };
}
