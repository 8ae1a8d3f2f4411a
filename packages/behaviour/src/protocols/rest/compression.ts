import { type Body, binaryBody, bodyStart, contentType } from "../../messages/body.ts";
import { fieldOf, type HttpReply, type HttpRequest } from "../../messages/http-message.ts";
import { isEntityTag, isWeak } from "./entity-tag.ts";
import { combinedField, listMembers, withField } from "./fields.ts";
import { encodingQuality, preferencesOf } from "./preference.ts";

/** Makes the gzip format (RFC 1952) of bytes, as zlib does at its usual level; one character a byte. */
export type Gzip = (octets: string) => string;

/** Smaller contents gain nothing. */
const COMPRESSED_FROM = 1_024;
/** Larger ones are sent as they are, so that no answer keeps a run busy for long. */
const COMPRESSED_TO = 16_777_216;

/**
 * The answer of a server that compresses: with gzip where the client takes that at least as gladly as the content as it is
 * (RFC 9110, section 12.5.3). Parts of a content and streams are sent as they are.
 */
export function compressed({ fields }: HttpRequest, reply: HttpReply, gzip: Gzip): HttpReply {
	if (!isWorthIt(reply)) return reply;
	const varying = { ...reply, fields: withVary(reply) };
	const preferences = preferencesOf(combinedField(fields, "accept-encoding"));
	// A part of what is compressed could be read by nobody who hasn't the rest.
	if (preferences === undefined || fieldOf(fields, "range") !== undefined) return varying;
	const quality = encodingQuality(preferences, "gzip");
	if (quality === 0 || quality < namedIdentity(preferences)) return varying;
	const body = binaryBody(gzip(octetsOf(reply.body)));
	return { ...varying, body, fields: [...withType(varying), ["content-encoding", "gzip"]] };
}

function isWorthIt({ status, fields, body, isStreamed, isOpen }: HttpReply): boolean {
	const isWhole = status !== 206 && isStreamed !== true && isOpen !== true;
	const isPlain = fieldOf(fields, "content-encoding") === undefined;
	return isWhole && isPlain && body.size >= COMPRESSED_FROM && body.size <= COMPRESSED_TO;
}

/** How much the content as it is was asked for by its name: nobody who doesn't say so prefers it. */
function namedIdentity(preferences: NonNullable<ReturnType<typeof preferencesOf>>): number {
	return preferences.find(({ value }) => value === "identity")?.quality ?? 0;
}

function withVary({ fields }: HttpReply): HttpReply["fields"] {
	const names = listMembers(fields, "vary");
	if (names.includes("*") || names.some((name) => name.toLowerCase() === "accept-encoding")) return fields;
	return withField(fields, "vary", [...names, "accept-encoding"].join(", "));
}

/** The type is that of what was compressed; its tag stands for several sequences of bytes from now on, so it is weak. */
function withType({ fields, body }: HttpReply): HttpReply["fields"] {
	const tag = fieldOf(fields, "etag");
	const tagged = tag === undefined || isWeak(tag) || !isEntityTag(tag) ? fields : withField(fields, "etag", `W/${tag}`);
	return fieldOf(tagged, "content-type") === undefined ? [...tagged, ["content-type", contentType(body)]] : tagged;
}

function octetsOf(body: Body): string {
	return bodyStart(body, body.size);
}
