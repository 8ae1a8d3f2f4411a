import { fieldOf, type HeaderField, type HttpReply, type HttpRequest } from "../protocols/http-message.ts";
import { listMembers, withField, withoutFields } from "../protocols/rest/fields.ts";
import { formatHttpDate } from "../protocols/rest/http-date.ts";
import { directivesOf, fieldsNamedBy } from "./directives.ts";
import { type CacheOptions, calendarMs } from "./options.ts";
import { variantOf, varyOf } from "./variant.ts";

/** A reply as a cache keeps it: plain data, so that it can be kept anywhere. */
export interface StoredReply {
	/** What was asked for; see `cacheKey`. */
	readonly key: string;
	/** Names of the request's fields that the reply depends on, in order. */
	readonly vary: readonly string[];
	/** What those fields were: of one key and variant only one reply is kept. */
	readonly variant: string;
	readonly reply: HttpReply;
	/** When the request was sent that brought or last confirmed it, in ns of the run. */
	readonly requestedNs: number;
	/** When its answer came. */
	readonly repliedNs: number;
}

/** When a request was sent and its answer came, in ns of the run. */
export interface Times {
	readonly requestedNs: number;
	readonly repliedNs: number;
}

/** Fields of one connection, not of the message (RFC 9111, section 3.1), and the length, which the body says. */
const NOT_KEPT = [
	"connection",
	"keep-alive",
	"proxy-connection",
	"proxy-authenticate",
	"proxy-authentication-info",
	"proxy-authorization",
	"te",
	"transfer-encoding",
	"upgrade",
	"content-length",
];

/** The name of what a request asks for: whom, and what path. A GET and a HEAD ask for the same. */
export function cacheKey(to: string, path: string): string {
	return `${to} ${path}`;
}

/** A reply made ready to be kept. */
export function storedReply(
	options: CacheOptions,
	to: string,
	asked: HttpRequest,
	reply: HttpReply,
	times: Times,
): StoredReply {
	const { requestedNs, repliedNs } = times;
	const vary = varyOf(reply);
	const fields = keptFields(options, reply.fields);
	const date = formatHttpDate(calendarMs(options, repliedNs));
	return {
		...{ key: cacheKey(to, asked.path), vary, variant: variantOf(asked, vary) },
		// Whoever gets a reply without a date adds that of its arrival (RFC 9110, section 6.6.1).
		reply: {
			status: reply.status,
			fields: fieldOf(fields, "date") === undefined ? withField(fields, "date", date) : fields,
			body: reply.body,
		},
		...{ requestedNs, repliedNs },
	};
}

/** The fields that may be kept; without those that directives name, as they would have to be asked for again. */
export function keptFields(options: CacheOptions, fields: readonly HeaderField[]): readonly HeaderField[] {
	const directives = directivesOf(fields);
	const ofConnection = listMembers(fields, "connection").map((name) => name.toLowerCase());
	const ofOne = options.isShared ? fieldsNamedBy(directives, "private") : [];
	return withoutFields(fields, [...NOT_KEPT, ...ofConnection, ...ofOne, ...fieldsNamedBy(directives, "no-cache")]);
}

/** What a stored reply takes of a cache's room, in bytes. */
export function storedBytes({ key, variant, reply }: StoredReply): number {
	const fields = reply.fields.reduce((bytes, [name, value]) => bytes + name.length + value.length, 0);
	return key.length + variant.length + fields + reply.body.size;
}
