import { fieldOf, type HeaderField, type HttpRequest } from "../messages/http-message.ts";
import { withoutFields } from "../protocols/rest/fields.ts";
import { cacheKey, type StoredReply } from "./stored-reply.ts";

/** What a cache asks a server, and on whose behalf. */
export interface Asking {
	/** The node that is asked. */
	readonly to: string;
	/** What the cache was asked. */
	readonly asked: HttpRequest;
	/** What it asks in turn. */
	readonly send: HttpRequest;
	/** Whether the conditions of what it sends are its own: a 304 is then an answer to the cache, not to its client. */
	readonly validates: boolean;
}

/** The key of what is asked for. */
export function askingKey({ to, asked }: Asking): string {
	return cacheKey(to, asked.path);
}

/** Fields whose place the cache's own conditions take. */
const OF_THE_CLIENT = ["if-none-match", "if-modified-since", "if-range", "range"];

/** Passes a request on as it is. */
export function passedOn(to: string, asked: HttpRequest): Asking {
	return { to, asked, send: asked, validates: false };
}

/** Asks for all of it, whatever the client has already: after a 304 that fits nothing that is stored. */
export function unconditional({ to, asked }: Asking): Asking {
	return { to, asked, send: { ...asked, fields: withoutFields(asked.fields, OF_THE_CLIENT) }, validates: true };
}

export function isConditional({ fields }: HttpRequest): boolean {
	return ["if-none-match", "if-modified-since"].some((name) => fieldOf(fields, name) !== undefined);
}

/**
 * Asks whether stored replies are still right, by their entity tags, or by the date of the newest (RFC 9111, section
 * 4.3.1). Undefined where they have neither.
 *
 * @param stored those that fit the request, the newest first
 */
export function validation(to: string, asked: HttpRequest, stored: readonly StoredReply[]): Asking | undefined {
	const tags = stored.flatMap(({ reply }) => fieldOf(reply.fields, "etag") ?? []);
	const [newest] = stored;
	const changed = newest === undefined ? undefined : fieldOf(newest.reply.fields, "last-modified");
	const conditions: readonly HeaderField[] = [
		...(tags.length > 0 ? [["if-none-match", [...new Set(tags)].join(", ")] as const] : []),
		...(changed === undefined ? [] : [["if-modified-since", changed] as const]),
	];
	if (conditions.length === 0) return undefined;
	const { send } = unconditional(passedOn(to, asked));
	return { to, asked, send: { ...send, fields: [...send.fields, ...conditions] }, validates: true };
}
