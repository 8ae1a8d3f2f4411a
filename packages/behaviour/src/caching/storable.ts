import { fieldOf, type HttpReply, type HttpRequest } from "../messages/http-message.ts";
import { isHeuristicallyCacheable } from "../protocols/rest/status-meaning.ts";
import { directivesOf, isUnqualified, secondsOf } from "./directives.ts";
import { saysLifetime } from "./lifetime.ts";
import type { CacheOptions } from "./options.ts";
import { cacheKey, type StoredReply } from "./stored-reply.ts";
import { fitsNoOther } from "./variant.ts";

/** Why a reply is not kept. */
export type NotStored =
	| "method"
	| "asked-no-store"
	| "no-store"
	| "private"
	| "authorization"
	| "vary-star"
	| "status"
	| "streamed"
	| "nothing-allows-it"
	| "of-no-use"
	| "store-failed";

/** Statuses whose meaning for a cache is known here, for `must-understand` (RFC 9111, section 5.2.2.3). */
const UNDERSTOOD = [200, 203, 204, 300, 301, 302, 303, 307, 308, 404, 405, 410, 414, 501];

/**
 * Why a reply may not be kept, or is of no use; undefined where it is to be kept (RFC 9111, section 3).
 *
 * @param stored the reply, made ready
 */
export function whyNotStored(
	options: CacheOptions,
	to: string,
	asked: HttpRequest,
	reply: HttpReply,
	stored: StoredReply,
): NotStored | undefined {
	const forbidden = whyForbidden(options, asked, reply) ?? whyUnfit(options, to, asked, reply);
	if (forbidden !== undefined) return forbidden;
	if (fitsNoOther(stored.vary)) return "vary-star";
	return isOfUse(stored) ? undefined : "of-no-use";
}

function whyForbidden({ isShared }: CacheOptions, asked: HttpRequest, reply: HttpReply): NotStored | undefined {
	const directives = directivesOf(reply.fields);
	if (directivesOf(asked.fields).has("no-store")) return "asked-no-store";
	const isUnderstood = UNDERSTOOD.includes(reply.status);
	if (directives.has("must-understand") && !isUnderstood) return "status";
	if (directives.has("no-store") && !directives.has("must-understand")) return "no-store";
	if (!isShared) return undefined;
	if (isUnqualified(directives, "private")) return "private";
	const isForAll = ["public", "must-revalidate", "s-maxage"].some((name) => directives.has(name));
	return fieldOf(asked.fields, "authorization") !== undefined && !isForAll ? "authorization" : undefined;
}

function whyUnfit(options: CacheOptions, to: string, asked: HttpRequest, reply: HttpReply): NotStored | undefined {
	if (asked.method !== "GET" && !isAnswerToLaterGet(options, to, asked, reply)) return "method";
	// Parts are not put together here, and a 304 has no content.
	if (reply.status < 200 || reply.status === 206 || reply.status === 304) return "status";
	if (reply.isOpen === true) return "streamed";
	const directives = directivesOf(reply.fields);
	const isAllowed =
		saysLifetime(options, reply) ||
		directives.has("public") ||
		(!options.isShared && directives.has("private")) ||
		isHeuristicallyCacheable(reply.status);
	return isAllowed ? undefined : "nothing-allows-it";
}

/** The answer to a POST that says that it is what its address gives, and for how long (RFC 9110, section 9.3.3). */
function isAnswerToLaterGet(options: CacheOptions, to: string, asked: HttpRequest, reply: HttpReply): boolean {
	const where = fieldOf(reply.fields, "content-location");
	if (asked.method !== "POST" || where === undefined || !saysLifetime(options, reply)) return false;
	return reply.status === 200 && cacheKey(to, where) === cacheKey(to, asked.path);
}

/** Whether it can ever be given again: while it is fresh, after a question, or stale. */
function isOfUse(stored: StoredReply): boolean {
	const { fields } = stored.reply;
	if (fieldOf(fields, "etag") !== undefined || fieldOf(fields, "last-modified") !== undefined) return true;
	const directives = directivesOf(fields);
	const staleS = ["stale-while-revalidate", "stale-if-error"].map((name) => secondsOf(directives, name) ?? 0);
	return stored.lifetimeNs > 0 || staleS.some((seconds) => seconds > 0);
}
