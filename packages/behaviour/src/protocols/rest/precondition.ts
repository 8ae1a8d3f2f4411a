import { fieldOf, type HttpReply, type HttpRequest } from "../../messages/http-message.ts";
import { strongMatch, weakMatch } from "./entity-tag.ts";
import { listMembers, withoutFields } from "./fields.ts";
import { parseHttpDate } from "./http-date.ts";
import { problemReply } from "./problem.ts";

/** How the content that is there now can be told from others (RFC 9110, section 8.8). */
export interface Validators {
	readonly etag?: string | undefined;
	/** ms since 1970. */
	readonly lastModifiedMs?: number | undefined;
}

/** `perform`: the conditions hold, or there are none. */
export type Precondition = "perform" | "not-modified" | "failed";

/** What a 304 leaves out: what describes a content that it hasn't (RFC 9110, section 15.4.5). */
const OF_THE_CONTENT = [
	"content-type",
	"content-encoding",
	"content-language",
	"content-length",
	"content-range",
	"accept-ranges",
];

const CONDITIONS = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"];

/** Whether a request says when it is meant at all. */
export function isConditional({ fields }: HttpRequest): boolean {
	return CONDITIONS.some((name) => fieldOf(fields, name) !== undefined);
}

/** The validators of a reply. */
export function validatorsOf(reply: HttpReply, nowMs: number): Validators {
	const lastModified = fieldOf(reply.fields, "last-modified");
	return {
		etag: fieldOf(reply.fields, "etag"),
		lastModifiedMs: lastModified === undefined ? undefined : parseHttpDate(lastModified, nowMs),
	};
}

/**
 * Whether the conditions of a request hold, in the order of RFC 9110, section 13.2.2. To be asked before anything is done.
 *
 * @param current undefined where there is nothing at the address
 * @param nowMs ms since 1970
 */
export function preconditionOf(request: HttpRequest, current: Validators | undefined, nowMs: number): Precondition {
	if (request.method === "OPTIONS") return "perform";
	if (!isStillWhatIsMeant(request, current, nowMs)) return "failed";
	if (isNewToTheClient(request, current, nowMs)) return "perform";
	return isRead(request) ? "not-modified" : "failed";
}

/** The answer to a request with conditions, given what would be answered without them (RFC 9110, section 13.2.1). */
export function conditional(request: HttpRequest, reply: HttpReply, nowMs: number): HttpReply {
	if (reply.status < 200 || reply.status > 299) return reply;
	const outcome = preconditionOf(request, validatorsOf(reply, nowMs), nowMs);
	if (outcome === "perform") return reply;
	return outcome === "failed" ? preconditionFailed() : notModified(reply);
}

export function preconditionFailed(): HttpReply {
	return problemReply({ status: 412, detail: "The content isn't the one that the request is meant for." });
}

/** The answer that what the client has is still right. */
export function notModified({ fields }: HttpReply): HttpReply {
	const superfluous = fieldOf(fields, "etag") === undefined ? OF_THE_CONTENT : [...OF_THE_CONTENT, "last-modified"];
	return { status: 304, fields: withoutFields(fields, superfluous), body: { size: 0 } };
}

/** If-Match, or else If-Unmodified-Since: for changes, so that none of others is lost. */
function isStillWhatIsMeant({ fields }: HttpRequest, current: Validators | undefined, nowMs: number): boolean {
	const wanted = listMembers(fields, "if-match");
	if (wanted.length > 0) {
		return current !== undefined && wanted.some((tag) => tag === "*" || strongMatch(tag, current.etag ?? ""));
	}
	const sinceMs = dateOf(fieldOf(fields, "if-unmodified-since"), nowMs);
	if (sinceMs === undefined || current?.lastModifiedMs === undefined) return true;
	return current.lastModifiedMs <= sinceMs;
}

/** If-None-Match, or else, for what is read, If-Modified-Since: so that nothing is sent again. */
function isNewToTheClient(request: HttpRequest, current: Validators | undefined, nowMs: number): boolean {
	const known = listMembers(request.fields, "if-none-match");
	if (known.length > 0) {
		return current === undefined || !known.some((tag) => tag === "*" || weakMatch(tag, current.etag ?? ""));
	}
	const sinceMs = isRead(request) ? dateOf(fieldOf(request.fields, "if-modified-since"), nowMs) : undefined;
	if (sinceMs === undefined || current?.lastModifiedMs === undefined) return true;
	return current.lastModifiedMs > sinceMs;
}

function isRead({ method }: HttpRequest): boolean {
	return method === "GET" || method === "HEAD";
}

function dateOf(value: string | undefined, nowMs: number): number | undefined {
	return value === undefined ? undefined : parseHttpDate(value, nowMs);
}
