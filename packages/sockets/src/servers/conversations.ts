import {
	type Content,
	type Conversation,
	contentSaid,
	conversationOf,
	type HttpReply,
	replyOf,
} from "@roundtrip/behaviour";
import type { CallId, LinkSpec, ReplyStep, RequestLine, Scenario } from "@roundtrip/model";

/** The conversations that a server has about its routes: what is the same in all calls for a route is made once. */
export interface Conversations {
	of(request: RequestLine, call: CallId, link: LinkSpec | undefined): OneConversation;
}

export interface OneConversation {
	readonly conversation: Conversation;
	readonly replies: Replies;
}

/**
 * What the steps of a route reply.
 * @param found what a reply carries that doesn't say it
 */
export type Replies = (step: ReplyStep, found: Content | undefined) => HttpReply;

export function createConversations(scenario: Scenario, node: string): Conversations {
	const known = new Map<RequestLine, readonly [plain: OneConversation, secured: OneConversation]>();

	function bothFor(request: RequestLine): readonly [OneConversation, OneConversation] {
		const make = (link: Pick<LinkSpec, "tls" | "over">): OneConversation => {
			const conversation = conversationOf(scenario, node, request, "", link);
			return { conversation, replies: repliesOf(conversation) };
		};
		return [make({ over: "http/1.1", tls: undefined }), make({ over: "http/1.1", tls: "1.3" })];
	}

	return {
		of(request, call, link) {
			const both = known.get(request) ?? bothFor(request);
			known.set(request, both);
			const { conversation, replies } = both[link?.tls !== undefined || link?.over === "http/3" ? 1 : 0];
			return { conversation: { ...conversation, call }, replies };
		},
	};
}

/** A reply is of its route, and of no call: it is written once, unless it carries what was found. */
function repliesOf(conversation: Conversation): Replies {
	const written = new Map<ReplyStep, HttpReply>();
	return (step, found) => {
		if (found !== undefined && contentSaid(step, found) === found) return replyOf(conversation, step, found);
		const known = written.get(step);
		if (known !== undefined) return known;
		const reply = replyOf(conversation, step);
		written.set(step, reply);
		return reply;
	};
}
