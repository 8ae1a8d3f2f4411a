import { fieldOf, type HttpReply } from "../messages/http-message.ts";
import { isWeak, strongMatch, weakMatch } from "../protocols/rest/entity-tag.ts";
import { withoutFields } from "../protocols/rest/fields.ts";
import { formatHttpDate } from "../protocols/rest/http-date.ts";
import { keptFields, timed } from "./arrival.ts";
import { type CacheOptions, calendarMs } from "./options.ts";
import type { StoredReply, Times } from "./stored-reply.ts";

/** What belongs to the stored content, whatever a later answer without one says of it (RFC 9111, section 3.2). */
const OF_THE_CONTENT = ["content-encoding", "content-range", "content-length"];

/**
 * Which of the stored replies a 304 confirms (RFC 9111, section 4.3.4): all with its strong validator, or else the newest
 * with its weak one, or the only one where neither has any.
 *
 * @param fitting those that were asked about, the newest first
 */
export function confirmed(fitting: readonly StoredReply[], { fields }: HttpReply): readonly StoredReply[] {
	const tag = fieldOf(fields, "etag");
	const changed = fieldOf(fields, "last-modified");
	if (tag !== undefined && !isWeak(tag)) return fitting.filter(({ reply }) => strongMatch(tag, etagOf(reply)));
	if (tag !== undefined) return fitting.filter(({ reply }) => weakMatch(tag, etagOf(reply))).slice(0, 1);
	if (changed !== undefined) {
		return fitting.filter(({ reply }) => fieldOf(reply.fields, "last-modified") === changed).slice(0, 1);
	}
	// It was asked about these and no others; one that names none of several can't be told.
	return fitting.length === 1 ? fitting : [];
}

/** A stored reply with the fields of the answer that confirms it in the place of its own (RFC 9111, section 3.2). */
export function freshened(options: CacheOptions, stored: StoredReply, answer: HttpReply, times: Times): StoredReply {
	const dated = fieldOf(answer.fields, "date") === undefined;
	const fields = keptFields(options, withoutFields(answer.fields, OF_THE_CONTENT));
	const date = ["date", formatHttpDate(calendarMs(options, times.repliedNs))] as const;
	const newer = dated ? [...fields, date] : fields;
	// An age that isn't said again is none.
	const outdated = [...newer.map(([name]) => name), "age"];
	const kept = withoutFields(stored.reply.fields, outdated);
	const { requestedNs, repliedNs } = times;
	return timed(options, { ...stored, reply: { ...stored.reply, fields: [...kept, ...newer] }, requestedNs, repliedNs });
}

/** Whether an answer to HEAD tells of another content than the one that is stored (RFC 9111, section 4.3.5). */
export function tellsOfAnother({ reply }: StoredReply, head: HttpReply): boolean {
	const length = fieldOf(head.fields, "content-length") ?? (head.body.size > 0 ? String(head.body.size) : undefined);
	if (length !== undefined && length !== String(reply.body.size)) return true;
	return ["etag", "last-modified"].some((name) => {
		const said = fieldOf(head.fields, name);
		return said !== undefined && said !== fieldOf(reply.fields, name);
	});
}

function etagOf({ fields }: HttpReply): string {
	return fieldOf(fields, "etag") ?? "";
}
