import { textBody } from "../messages/body.ts";
import type { HttpReply } from "../messages/http-message.ts";
import { answerOf } from "../protocols/ask.ts";
import type { Conversation } from "../protocols/dialect.ts";
import type { AuthRefusal } from "./challenge.ts";

const SENTENCES: Readonly<Record<AuthRefusal["status"], string>> = {
	401: "Prove who you are.\n",
	403: "You may not do this.\n",
	503: "Nobody can say now who you are.\n",
};

/** What is answered instead of what a route says, in the conversation's dialect. Why, it doesn't say. */
export function deniedReply(conversation: Conversation, { status, fields }: AuthRefusal): HttpReply {
	const body = textBody(SENTENCES[status]);
	// GraphQL has no words for it.
	return conversation.target.protocol === "graphql"
		? { status, fields, body }
		: answerOf(conversation, status, { body }, fields);
}
