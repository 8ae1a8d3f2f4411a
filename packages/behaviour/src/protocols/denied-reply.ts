import { textBody } from "../messages/body.ts";
import type { HeaderField, HttpReply } from "../messages/http-message.ts";
import { answerOf } from "./ask.ts";
import type { Conversation } from "./dialect.ts";

/** Why somebody isn't let in, as HTTP says it. */
export interface Denial {
	readonly status: 401 | 403 | 503;
	readonly fields: readonly HeaderField[];
}

const SENTENCES: Readonly<Record<Denial["status"], string>> = {
	401: "Prove who you are.\n",
	403: "You may not do this.\n",
	503: "Nobody can say now who you are.\n",
};

/** What is answered instead of what a route says, in the conversation's dialect. Why, it doesn't say. */
export function deniedReply(conversation: Conversation, { status, fields }: Denial): HttpReply {
	const body = textBody(SENTENCES[status]);
	// GraphQL has no words for it.
	return conversation.target.protocol === "graphql"
		? { status, fields, body }
		: answerOf(conversation, status, { body }, fields);
}
