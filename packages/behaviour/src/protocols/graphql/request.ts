import { GRAPHQL_PATH, type Types } from "@roundtrip/model";
import { jsonBody } from "../../data/json.ts";
import type { HttpRequest } from "../../messages/http-message.ts";
import { type GraphqlOperation, graphqlDocument } from "./document.ts";

/** What a client takes as an answer (GraphQL over HTTP, section 5.1), and as a stream of them. */
const ACCEPTED = "application/graphql-response+json, application/json";
const ACCEPTED_STREAM = "text/event-stream";

/** An operation, or a batch of them in one request: not a subscription. */
export function graphqlRequest(
	types: Types,
	operations: GraphqlOperation | readonly GraphqlOperation[],
	path: string = GRAPHQL_PATH,
): HttpRequest {
	const isStreamed = !isBatch(operations) && operations.route.kind === "subscription";
	const json = isBatch(operations)
		? `[${operations.map((each) => operationJson(types, each)).join(",")}]`
		: operationJson(types, operations);
	return {
		method: "POST",
		path,
		fields: [
			["accept", isStreamed ? ACCEPTED_STREAM : ACCEPTED],
			["content-type", "application/json"],
		],
		body: jsonBody(json),
	};
}

function operationJson(types: Types, operation: GraphqlOperation): string {
	const query = graphqlDocument(types, operation);
	return JSON.stringify(operation.text === undefined ? { query } : { query, variables: { text: operation.text } });
}

function isBatch(
	operations: GraphqlOperation | readonly GraphqlOperation[],
): operations is readonly GraphqlOperation[] {
	return Array.isArray(operations);
}
