import { type Conversation, conversationOf } from "@roundtrip/behaviour";
import type { CallId, LinkSpec, RequestLine, Scenario } from "@roundtrip/model";

/** Gives the conversation that a call has with a server over a link. */
export type Conversations = (to: string, request: RequestLine, call: CallId, link: LinkSpec) => Conversation;

/** What all calls for the same thing share is worked out once. */
export function createConversations(scenario: Scenario): Conversations {
	const known = new Map<LinkSpec, Map<RequestLine, Conversation>>();
	return (to, request, call, link) => {
		const over = known.get(link) ?? new Map<RequestLine, Conversation>();
		known.set(link, over);
		const first = over.get(request);
		if (first !== undefined) return { ...first, call };
		const made = conversationOf(scenario, to, request, call, link);
		over.set(request, made);
		return made;
	};
}
