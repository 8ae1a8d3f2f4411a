import { parseSelection } from "@roundtrip/model";
import { type Body, binaryBody, EMPTY_BODY } from "../../messages/body.ts";
import type { Content } from "../../messages/content.ts";
import { valueSaid } from "../../messages/content.ts";
import type { Conversation, Dialect } from "../dialect.ts";
import { reasonPhrase } from "../http1/status.ts";
import { meaningOfClose } from "../websocket/close-code.ts";
import { closingOf } from "../websocket/dialect.ts";
import type { GraphqlOperation } from "./document.ts";
import { SUBSCRIPTION_END, subscriptionItem } from "./item.ts";
import { type GraphqlAnswer, graphqlFailureOf, graphqlReply, graphqlResult, SUBSCRIPTION_REPLY } from "./reply.ts";
import { graphqlRequest } from "./request.ts";
import { transportNext, transportReply, transportSubscribe, transportUpgrade } from "./transport.ts";

/** GraphQL over HTTP; a subscription is a stream of events. */
export const graphql: Dialect<"graphql"> = {
	ask: (conversation, content) =>
		conversation.subprotocol !== undefined
			? transportUpgrade(conversation)
			: graphqlRequest(conversation.types, operationOf(conversation, content)),
	answer(conversation, status, content) {
		const { types } = conversation;
		const operation = operationOf(conversation);
		const said = content.body.text ?? reasonPhrase(status);
		const answer: GraphqlAnswer = status < 400 ? { data: valueSaid(types, content) } : { failure: said };
		return graphqlReply(graphqlResult(types, operation, answer));
	},
	/** A field that failed doesn't say with which status: 500 stands for all of them. */
	// Who isn't let in is told so by HTTP, before anything of GraphQL is looked at.
	meaning({ status, body, closeCode }) {
		if (status === 101) return meaningOfClose(status, closeCode);
		if (status === 401 || status === 403 || status === 503) return status;
		return graphqlFailureOf(body.text ?? body.octets ?? "") === undefined ? status : 500;
	},
	open: (conversation) => (conversation.subprotocol === undefined ? SUBSCRIPTION_REPLY : transportReply(conversation)),
	item(conversation, content, nth) {
		const { types, subprotocol } = conversation;
		const result = graphqlResult(types, operationOf(conversation), { data: valueSaid(types, content, nth) });
		return subprotocol === undefined ? binaryBody(subscriptionItem(result)) : transportNext(conversation, result);
	},
	end(conversation, from) {
		if (conversation.subprotocol !== undefined) return closingOf(conversation, from);
		return { body: from === "server" ? binaryBody(SUBSCRIPTION_END) : EMPTY_BODY, trailers: [] };
	},
};

/** What a client says to subscribe, over a WebSocket. */
export function subscribing(conversation: Conversation): Body {
	const { target } = conversation;
	if (target.protocol !== "graphql") throw new Error(`${target.protocol} has no subscriptions`);
	return transportSubscribe(conversation, operationOf({ ...conversation, target }));
}

function operationOf({ target, types, data }: Conversation<"graphql">, content?: Content): GraphqlOperation {
	const { kind, field, selection: text } = target;
	const parsed = text === undefined ? undefined : parseSelection(text);
	const written = content === undefined || kind !== "mutation" ? undefined : valueSaid(types, content);
	return {
		route: { kind, field, data },
		selection: parsed?.ok === true ? parsed.value : undefined,
		text: typeof written === "string" ? written : undefined,
	};
}
