import { EMPTY_BODY } from "../../messages/body.ts";
import type { HeaderField, HttpRequest } from "../../messages/http-message.ts";

/** What a client that asks for a stream of events knows before. */
export interface EventStreamWish {
	readonly path: string;
	/** Where it is asked over TLS, fetch would take Brotli as well. */
	readonly isSecured: boolean;
	/** The last event that has come, where the stream is resumed. */
	readonly lastEventId?: string | undefined;
}

/**
 * The request of undici's EventSource, field for field: what the HTML standard asks for, then what fetch adds. The id is
 * written as UTF-8 by its caller, one character a byte.
 */
export function eventStreamRequest({ path, isSecured, lastEventId }: EventStreamWish): HttpRequest {
	const isResumed = lastEventId !== undefined && lastEventId !== "";
	const fields: HeaderField[] = [
		["accept", "text/event-stream"],
		["accept-language", "*"],
		...(isResumed ? [["last-event-id", lastEventId] as const] : []),
		["sec-fetch-mode", "cors"],
		["user-agent", "undici"],
		["pragma", "no-cache"],
		["cache-control", "no-cache"],
		["accept-encoding", isSecured ? "br, gzip, deflate" : "gzip, deflate"],
	];
	return { method: "GET", path, fields, body: EMPTY_BODY };
}
