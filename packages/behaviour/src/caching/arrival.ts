import { fieldOf, type HeaderField, type HttpReply, type HttpRequest } from "../messages/http-message.ts";
import { listMembers, withField, withoutFields } from "../protocols/rest/fields.ts";
import { formatHttpDate } from "../protocols/rest/http-date.ts";
import { ageAtArrivalNs } from "./age.ts";
import { directivesOf, fieldsNamedBy } from "./directives.ts";
import { lifetimeNs } from "./lifetime.ts";
import { type CacheOptions, calendarMs } from "./options.ts";
import { type Arrival, cacheKey, type StoredReply, type Times } from "./stored-reply.ts";
import { variantOf, varyOf } from "./variant.ts";

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
	return timed(options, {
		...{ key: cacheKey(to, asked.path), vary, variant: variantOf(asked, vary) },
		// Whoever gets a reply without a date adds that of its arrival (RFC 9110, section 6.6.1).
		reply: {
			status: reply.status,
			fields: fieldOf(fields, "date") === undefined ? withField(fields, "date", date) : fields,
			body: reply.body,
		},
		...{ requestedNs, repliedNs },
	});
}

/** A reply with the times that follow from its fields. */
export function timed(options: CacheOptions, arrival: Arrival): StoredReply {
	const bornNs = arrival.repliedNs - ageAtArrivalNs(options, arrival);
	return { ...arrival, bornNs, lifetimeNs: lifetimeNs(options, arrival) };
}

/** The fields that may be kept; without those that directives name, as they would have to be asked for again. */
export function keptFields(options: CacheOptions, fields: readonly HeaderField[]): readonly HeaderField[] {
	const directives = directivesOf(fields);
	const ofConnection = listMembers(fields, "connection").map((name) => name.toLowerCase());
	const ofOne = options.isShared ? fieldsNamedBy(directives, "private") : [];
	return withoutFields(fields, [...NOT_KEPT, ...ofConnection, ...ofOne, ...fieldsNamedBy(directives, "no-cache")]);
}
