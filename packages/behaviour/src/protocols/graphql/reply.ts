import type { Types } from "@roundtrip/model";
import { jsonBody } from "../../data/json.ts";
import type { Data } from "../../data/records.ts";
import { select } from "../../data/select.ts";
import { binaryBody } from "../../messages/body.ts";
import type { HttpReply } from "../../messages/http-message.ts";
import { fieldColumn, type GraphqlOperation, selectionOf } from "./document.ts";
import { SUBSCRIPTION_HEARTBEAT } from "./item.ts";

/**
 * How an operation went: its data, of which the fields that are asked for are answered, or why it failed. Where the route
 * has no data it is a text, or nothing.
 */
export type GraphqlAnswer =
	| { readonly data: Data | string | undefined }
	/** A sentence for whoever asked: not empty. */
	| { readonly failure: string };

/**
 * The result of one operation as JSON. One that failed has null in the place of its field, and an error that says where
 * (section 7.1).
 */
export function graphqlResult(types: Types, operation: GraphqlOperation, answer: GraphqlAnswer): string {
	const { field } = operation.route;
	if ("failure" in answer) {
		const locations = [{ line: 1, column: fieldColumn(operation) }];
		return JSON.stringify({ errors: [{ message: answer.failure, locations, path: [field] }], data: { [field]: null } });
	}
	const { data = null } = answer;
	const selection = selectionOf(types, operation);
	if (selection === undefined) return JSON.stringify({ data: { [field]: typeof data === "string" ? data : null } });
	const value = data === null || typeof data === "string" ? null : select(data, selection);
	return JSON.stringify({ data: { [field]: value } });
}

/** The reply to one operation, or to a batch, with their results: status 200 even where a field failed. */
export function graphqlReply(results: string | readonly string[]): HttpReply {
	return {
		status: 200,
		fields: [["content-type", "application/graphql-response+json; charset=utf-8"]],
		body: jsonBody(typeof results === "string" ? results : `[${results.join(",")}]`),
	};
}

/** How the answer to a subscription begins; items follow. */
export const SUBSCRIPTION_REPLY: HttpReply = {
	status: 200,
	fields: [
		["content-type", "text/event-stream"],
		["cache-control", "no-cache"],
		["content-encoding", "none"],
	],
	body: binaryBody(SUBSCRIPTION_HEARTBEAT),
	isStreamed: true,
};

/**
 * Why the operation failed whose reply this is the content of; undefined where it didn't. Content that is no result of
 * GraphQL says nothing.
 */
export function graphqlFailureOf(json: string): string | undefined {
	// Most results have none, and are not read for that.
	if (!json.includes('"errors"')) return undefined;
	try {
		const result: unknown = JSON.parse(json);
		const message: unknown = (result as FailedResult | null)?.errors?.[0]?.message;
		return typeof message === "string" ? message : undefined;
	} catch {
		return undefined;
	}
}

interface FailedResult {
	readonly errors?: readonly { readonly message?: unknown }[];
}
