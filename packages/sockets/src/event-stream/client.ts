import { type EventStreamItem, EventStreamParser, eventStreamRequest, type HeaderField } from "@roundtrip/behaviour";
import type { Dispatcher } from "undici";
import { readEventStream } from "./reader.ts";

export interface EventStreamAsking {
	/** Of undici, with whatever connections it has. */
	readonly dispatcher: Dispatcher;
	/** Such as `http://api`. */
	readonly origin: string;
	readonly path: string;
	/** That its client sets before those of the question, in their order. */
	readonly fields?: readonly HeaderField[];
	/** That of the streams before, where a client resumes; it remembers the last event's id. */
	readonly parser?: EventStreamParser;
	readonly signal?: AbortSignal;
}

/** A stream that has begun; or what was answered instead, after which nobody asks again (WHATWG HTML, section 9.2.3). */
export type EventStreamAnswer =
	| { readonly isStream: true; readonly items: AsyncIterable<EventStreamItem> }
	| { readonly isStream: false; readonly status: number };

/**
 * Asks for a stream of events with the fields of undici's EventSource, once: whether and when to ask again is for a policy
 * to say.
 *
 * @throws where the connection breaks, as undici does; `items` throw it too
 */
export async function openEventStream(asking: EventStreamAsking): Promise<EventStreamAnswer> {
	const { dispatcher, origin, path, fields = [], parser = new EventStreamParser(), signal } = asking;
	const lastEventId = Buffer.from(parser.lastEventId, "utf8").toString("latin1");
	const isSecured = origin.startsWith("https:");
	const question = eventStreamRequest({ path, isSecured, lastEventId });
	const { statusCode, headers, body } = await dispatcher.request({
		...{ origin, path, method: "GET", headers: [...fields, ...question.fields].flat() },
		...(signal === undefined ? {} : { signal }),
	});
	const isEvents = /^text\/event-stream\s*(;|$)/i.test(String(headers["content-type"] ?? ""));
	if (statusCode === 200 && isEvents) return { isStream: true, items: readEventStream(body, parser) };
	body.on("error", () => undefined).destroy();
	return { isStream: false, status: statusCode };
}
