import type { HttpReply, HttpRequest } from "../messages/http-message.ts";
import { withField } from "../protocols/rest/fields.ts";
import { notModified, preconditionOf, validatorsOf } from "../protocols/rest/precondition.ts";
import { ranged } from "../protocols/rest/range.ts";
import { ageNs, dateMs } from "./age.ts";
import { type CacheOptions, calendarMs } from "./options.ts";
import type { StoredReply } from "./stored-reply.ts";

/** Fields of a request by which it gets a 304, or a part. */
const ASKS_FOR_LESS = ["if-none-match", "if-modified-since", "range"];

/** A stored reply as a cache gives it: with its age, as a 304 or a part where that is asked for (RFC 9111, section 4). */
export function reused(options: CacheOptions, asked: HttpRequest, stored: StoredReply, nowNs: number): HttpReply {
	const age = Math.floor(ageNs(stored, nowNs) / 1e9);
	const reply = { ...stored.reply, fields: withField(stored.reply.fields, "age", String(age)) };
	if (reply.status < 200 || reply.status > 299 || !asked.fields.some(([name]) => ASKS_FOR_LESS.includes(name))) {
		return reply;
	}
	const nowMs = calendarMs(options, nowNs);
	const validators = validatorsOf(reply, nowMs);
	// For want of a better date, what was sent by then hasn't changed since (RFC 9111, section 4.3.2).
	const lastModifiedMs = validators.lastModifiedMs ?? dateMs(options, stored);
	const outcome = preconditionOf(asked, { ...validators, lastModifiedMs }, nowMs);
	return outcome === "not-modified" ? notModified(reply) : ranged(asked, reply, nowMs);
}
