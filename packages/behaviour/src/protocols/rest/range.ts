import { type Body, binaryBody, bodyStart, contentType } from "../../messages/body.ts";
import { fieldOf, type HttpReply, type HttpRequest } from "../../messages/http-message.ts";
import { strongMatch } from "./entity-tag.ts";
import { combinedField, membersOf, withField, withoutFields } from "./fields.ts";
import { parseHttpDate } from "./http-date.ts";
import { multipartBody, multipartType } from "./multipart.ts";
import { problemReply } from "./problem.ts";

/** Bytes from the first to the last, both of them included, counted from 0. */
export interface ByteRange {
	readonly first: number;
	readonly last: number;
}

/** So many ranges of one request are answered; more look like an attack (RFC 9110, section 17.15). */
const RANGES_AT_MOST = 16;
/** So many of them may overlap with an earlier one. */
const OVERLAPS_AT_MOST = 2;

/**
 * The ranges that a value of Range asks for of a content; empty where all lie beyond its end, undefined where the value
 * is to be ignored (RFC 9110, section 14.1.2 and 14.2).
 *
 * @param size of the content, in bytes
 */
export function parseRanges(value: string, size: number): readonly ByteRange[] | undefined {
	const [, specs] = /^bytes[ \t]*=(.*)$/i.exec(value) ?? [];
	if (specs === undefined) return undefined;
	const asked = membersOf(specs).map((spec) => parseRange(spec, size));
	if (asked.length === 0 || asked.length > RANGES_AT_MOST || asked.includes(undefined)) return undefined;
	const ranges = asked.filter((range) => range !== undefined && range !== "beyond") as readonly ByteRange[];
	return overlaps(ranges) > OVERLAPS_AT_MOST ? undefined : ranges;
}

/** The parts of an answer that were asked for, where the answer is whole and parts were asked for. */
export function ranged(request: HttpRequest, reply: HttpReply, nowMs: number): HttpReply {
	const value = combinedField(request.fields, "range");
	if (request.method !== "GET" || reply.status !== 200 || reply.isOpen === true || value === undefined) return reply;
	if (!isOfTheSame(request, reply, nowMs)) return reply;
	const ranges = parseRanges(value, reply.body.size);
	const [only, ...others] = ranges ?? [];
	if (ranges === undefined) return reply;
	if (only === undefined) return notSatisfiable(reply.body.size);
	return others.length === 0 ? partReply(reply, only) : partsReply(reply, ranges);
}

/** Says that parts of this content may be asked for (RFC 9110, section 14.3). */
export function acceptingRanges(reply: HttpReply): HttpReply {
	const isWhole = (reply.status === 200 || reply.status === 206) && reply.isOpen !== true;
	return isWhole ? { ...reply, fields: withField(reply.fields, "accept-ranges", "bytes") } : reply;
}

function parseRange(spec: string, size: number): ByteRange | "beyond" | undefined {
	const suffix = /^-(\d+)$/.exec(spec)?.[1];
	if (suffix !== undefined) {
		const length = Math.min(Number(suffix), size);
		return length === 0 ? "beyond" : { first: size - length, last: size - 1 };
	}
	const [, from, to] = /^(\d+)-(\d*)$/.exec(spec) ?? [];
	if (from === undefined) return undefined;
	const first = Number(from);
	const last = to === undefined || to === "" ? size - 1 : Math.min(Number(to), size - 1);
	if (to !== "" && Number(to) < first) return undefined;
	return first >= size ? "beyond" : { first, last };
}

function overlaps(ranges: readonly ByteRange[]): number {
	return ranges.filter((range, index) =>
		ranges.slice(0, index).some((earlier) => range.first <= earlier.last && earlier.first <= range.last),
	).length;
}

/** If-Range: parts only of what the client has parts of (RFC 9110, section 13.1.5). */
function isOfTheSame({ fields }: HttpRequest, reply: HttpReply, nowMs: number): boolean {
	const wanted = fieldOf(fields, "if-range");
	if (wanted === undefined) return true;
	const wantedMs = parseHttpDate(wanted, nowMs);
	if (wantedMs === undefined) return strongMatch(wanted, fieldOf(reply.fields, "etag") ?? "");
	const date = fieldOf(reply.fields, "date");
	const dateMs = (date === undefined ? undefined : parseHttpDate(date, nowMs)) ?? nowMs;
	// What was changed within the second that it was sent in may have been changed once more.
	return fieldOf(reply.fields, "last-modified") === wanted && dateMs - wantedMs >= 1_000;
}

function notSatisfiable(size: number): HttpReply {
	const problem = problemReply({ status: 416, detail: `The content ends after ${size} B.` });
	return { ...problem, fields: [...problem.fields, ["content-range", `bytes */${size}`]] };
}

function partReply(reply: HttpReply, range: ByteRange): HttpReply {
	const fields = withoutFields(reply.fields, ["content-length"]);
	const typed = withField(fields, "content-type", typeOf(reply));
	return {
		...reply,
		status: 206,
		fields: [...typed, ["content-range", contentRange(range, reply.body.size)]],
		body: partOf(reply.body, range),
	};
}

function partsReply(reply: HttpReply, ranges: readonly ByteRange[]): HttpReply {
	const type = typeOf(reply);
	const parts = ranges.map((range) => ({
		head: `content-type: ${type}\r\ncontent-range: ${contentRange(range, reply.body.size)}\r\n`,
		octets: bytesOf(reply.body, range),
	}));
	const body = multipartBody(parts);
	const fields = withoutFields(reply.fields, ["content-length"]);
	return { ...reply, status: 206, fields: withField(fields, "content-type", multipartType(parts)), body };
}

function contentRange({ first, last }: ByteRange, size: number): string {
	return `bytes ${first}-${last}/${size}`;
}

function typeOf({ fields, body }: HttpReply): string {
	return fieldOf(fields, "content-type") ?? contentType(body);
}

function partOf(body: Body, range: ByteRange): Body {
	const isWhole = range.first === 0 && range.last === body.size - 1;
	if (isWhole) return body;
	// Filling from its begin is filling again.
	const isFilling = body.text === undefined && body.octets === undefined && range.first === 0;
	return isFilling ? { size: range.last + 1 } : binaryBody(bytesOf(body, range));
}

function bytesOf(body: Body, { first, last }: ByteRange): string {
	return bodyStart(body, last + 1).slice(first);
}
