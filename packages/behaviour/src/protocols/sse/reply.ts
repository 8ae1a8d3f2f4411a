import { EMPTY_BODY } from "../../messages/body.ts";
import type { HttpReply } from "../../messages/http-message.ts";

/** The head of a stream of events; its content are the events, and its length is not known. */
export const EVENT_STREAM_REPLY: HttpReply = {
	status: 200,
	fields: [
		["content-type", "text/event-stream"],
		["cache-control", "no-cache"],
	],
	body: EMPTY_BODY,
	isStreamed: true,
};

/** The answer that tells an EventSource not to ask again (WHATWG HTML, section 9.2.1). */
export const EVENT_STREAM_OVER: HttpReply = { status: 204, fields: [], body: EMPTY_BODY };
