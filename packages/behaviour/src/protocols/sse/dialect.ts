import { binaryBody, EMPTY_BODY } from "../../messages/body.ts";
import { valueText } from "../../messages/content.ts";
import { plainReply } from "../../messages/http-message.ts";
import type { Dialect } from "../dialect.ts";
import { encodeServerEvent } from "./item.ts";
import { EVENT_STREAM_REPLY } from "./reply.ts";
import { eventStreamRequest } from "./request.ts";

/** Server-Sent Events: the number of an item is its id, so that who comes back can say which one it has. */
export const sse: Dialect<"sse"> = {
	ask: ({ target: { path }, isSecured }, _content, resumeAfter) =>
		eventStreamRequest({
			path,
			isSecured,
			lastEventId: resumeAfter === undefined ? undefined : String(resumeAfter),
		}),
	answer: (_conversation, status, content) => plainReply(status, content.body),
	meaning: ({ status }) => status,
	open: () => EVENT_STREAM_REPLY,
	item: ({ types, retryMs }, content, nth) =>
		binaryBody(encodeServerEvent({ retryMs, id: String(nth), data: valueText(types, content, nth) })),
	end: () => ({ body: EMPTY_BODY, trailers: [] }),
};
