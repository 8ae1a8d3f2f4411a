import { fieldOf, type HttpRequest } from "../messages/http-message.ts";
import { listMembers } from "../protocols/rest/fields.ts";
import { ageNs } from "./age.ts";
import { type Directives, directivesOf, isUnqualified, secondsOf } from "./directives.ts";
import type { CacheOptions } from "./options.ts";
import type { StoredReply } from "./stored-reply.ts";

/** How a stored reply stands at a moment. */
export interface Standing {
	readonly ageNs: number;
	/** How long it is still fresh; negative where it is stale. */
	readonly freshForNs: number;
}

/** Whether a stored reply may be given, and as what. */
export type Usable = "fresh" | "max-stale" | "while-revalidate" | "no";

const NS_PER_S = 1e9;

export function standingOf(stored: StoredReply, nowNs: number): Standing {
	const age = ageNs(stored, nowNs);
	return { ageNs: age, freshForNs: stored.lifetimeNs - age };
}

/** Whether a stored reply may be given to a request without a question to the server (RFC 9111, section 4). */
export function usableFor(
	options: CacheOptions,
	asked: HttpRequest,
	stored: StoredReply,
	{ ageNs: age, freshForNs }: Standing,
): Usable {
	const wants = directivesOf(asked.fields);
	const says = directivesOf(stored.reply.fields);
	if (isUnqualified(says, "no-cache") || wantsAQuestion(wants, asked)) return "no";
	if (age > within(wants, "max-age", Number.POSITIVE_INFINITY)) return "no";
	if (freshForNs > 0 && freshForNs >= within(wants, "min-fresh", 0)) return "fresh";
	if (isToldToAsk(options, says) || wants.has("min-fresh")) return "no";
	const isLimited = options.isShared && says.has("s-maxage");
	if (!isLimited && wants.has("max-stale") && -freshForNs <= toleranceNs(wants)) return "max-stale";
	if (wants.has("max-age")) return "no";
	return -freshForNs < within(says, "stale-while-revalidate", 0) ? "while-revalidate" : "no";
}

/** Whether a stale reply may be given as the server has failed (RFC 5861, section 4). */
export function usableAfterFailure(
	options: CacheOptions,
	asked: HttpRequest,
	stored: StoredReply,
	{ freshForNs }: Standing,
): boolean {
	const says = directivesOf(stored.reply.fields);
	if (isUnqualified(says, "no-cache") || isToldToAsk(options, says)) return false;
	const allowedNs = Math.max(
		within(says, "stale-if-error", 0),
		within(directivesOf(asked.fields), "stale-if-error", 0),
	);
	return allowedNs > 0 && -freshForNs <= allowedNs;
}

/**
 * After when a stored reply is of no use to anybody, in ns of the run; undefined where it can be confirmed at any time.
 */
export function usableUntilNs(stored: StoredReply): number | undefined {
	const { fields } = stored.reply;
	if (fieldOf(fields, "etag") !== undefined || fieldOf(fields, "last-modified") !== undefined) return undefined;
	const says = directivesOf(fields);
	const staleNs = Math.max(within(says, "stale-while-revalidate", 0), within(says, "stale-if-error", 0));
	return stored.bornNs + stored.lifetimeNs + staleNs;
}

/** A request may ask that the server be asked; so does Pragma where there is no Cache-Control (RFC 9111, section 5.4). */
function wantsAQuestion(wants: Directives, { fields }: HttpRequest): boolean {
	if (wants.has("no-cache")) return true;
	return wants.size === 0 && listMembers(fields, "pragma").some((member) => member.toLowerCase() === "no-cache");
}

/**
 * Whether it must not be given stale (RFC 9111, section 4.2.4). `s-maxage` alone forbids it as well, but not to a reply
 * that allows it itself in so many seconds.
 */
function isToldToAsk({ isShared }: CacheOptions, says: Directives): boolean {
	return says.has("must-revalidate") || (isShared && says.has("proxy-revalidate"));
}

function toleranceNs(wants: Directives): number {
	return wants.get("max-stale") === undefined ? Number.POSITIVE_INFINITY : within(wants, "max-stale", 0);
}

/** The seconds of a directive, in ns. */
function within(directives: Directives, name: string, otherwise: number): number {
	const seconds = secondsOf(directives, name);
	return seconds === undefined ? otherwise : seconds * NS_PER_S;
}
