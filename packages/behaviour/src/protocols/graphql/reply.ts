import type { Types } from "@roundtrip/model";
import { EMPTY_BODY } from "../body.ts";
import { jsonBody } from "../data/json.ts";
import type { Data } from "../data/records.ts";
import { select } from "../data/select.ts";
import type { HttpReply } from "../http-message.ts";
import { fieldColumn, type GraphqlOperation, selectionOf } from "./document.ts";

/** How an operation went: its data, of which the fields that are asked for are answered, or why it failed. */
export type GraphqlAnswer =
	| { readonly data: Data | undefined }
	/** A sentence for whoever asked: not empty. */
	| { readonly failure: string };

/**
 * The result of one operation as JSON. One that failed has null in the place of its field, and an error that says where
 * (section 7.1); what was done without data is true.
 */
export function graphqlResult(types: Types, operation: GraphqlOperation, answer: GraphqlAnswer): string {
	const { field } = operation.route;
	if ("failure" in answer) {
		const locations = [{ line: 1, column: fieldColumn(operation) }];
		return JSON.stringify({ errors: [{ message: answer.failure, locations, path: [field] }], data: { [field]: null } });
	}
	const selection = selectionOf(types, operation);
	const value = answer.data === undefined || selection === undefined ? true : select(answer.data, selection);
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

/** The head of the answer to a subscription; its content are items. */
export const SUBSCRIPTION_REPLY: HttpReply = {
	status: 200,
	fields: [
		["content-type", "text/event-stream"],
		["cache-control", "no-cache"],
		["content-encoding", "none"],
	],
	body: EMPTY_BODY,
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
