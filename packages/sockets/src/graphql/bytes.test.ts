import {
	dataOf,
	type GraphqlAnswer,
	type GraphqlOperation,
	type GraphqlRoute,
	graphqlDocument,
	graphqlReply,
	graphqlRequest,
	graphqlResult,
	graphqlSchema,
	type HttpReply,
	SUBSCRIPTION_END,
	SUBSCRIPTION_HEARTBEAT,
	SUBSCRIPTION_REPLY,
	subscriptionItem,
} from "@roundtrip/behaviour";
import type { Types } from "@roundtrip/model";
import fc from "fast-check";
import { buildSchema, parse, validate, validateSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anySelected } from "../../../model/src/testing/types-arbitrary.ts";
import { bytesOf } from "../body-bytes.ts";
import type { GraphqlCall, GraphqlResolvers } from "./resolvers.ts";
import { createGraphqlAnswerer, createGraphqlHandler } from "./server.ts";
import { createLoopback, type Loopback, type Received } from "./testing/loopback.ts";

/** Types, a route, and what somebody wants of it. */
const anyOperation = fc
	.record({
		selected: anySelected,
		kind: fc.constantFrom("query" as const, "mutation" as const),
		field: fc.constantFrom("feed", "like", "constructor", "query"),
		count: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
		text: fc.option(fc.string({ unit: "grapheme", maxLength: 8 }), { nil: undefined }),
		isWhole: fc.boolean(),
		hasData: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
	})
	.map(({ selected: { types, type, selection }, kind, field, count, text, isWhole, hasData }) => {
		const data = hasData ? { data: { type, ...(count === undefined ? {} : { count }) } } : {};
		const route: GraphqlRoute = { kind, field, ...data };
		const asked = isWhole || !hasData ? {} : { selection };
		const given = kind === "mutation" && text !== undefined ? { text } : {};
		const operation: GraphqlOperation = { route, ...asked, ...given };
		return { types, operation };
	});

const anyFailure = fc.string({ unit: "grapheme", maxLength: 30 }).map((failure) => ({ failure }));

const answering = (answer: GraphqlAnswer, calls: GraphqlCall[] = []): GraphqlResolvers => ({
	resolve: async (call) => {
		calls.push(call);
		return answer;
	},
	async *subscribe() {},
});

/** What Node writes of a reply of ours over one connection. */
function written({ status, fields, body }: HttpReply): Received {
	const sized = [...fields, ["content-length", String(body.size)], ["connection", "keep-alive"]] as const;
	return { status, fields: sized, body: bytesOf(body).toString("latin1") };
}

function answerTo(types: Types, { route }: GraphqlOperation): GraphqlAnswer {
	return { data: route.data === undefined ? (route.kind === "query" ? undefined : "done") : dataOf(types, route.data) };
}

let loopback: Loopback;
beforeAll(async () => {
	loopback = await createLoopback();
});
afterAll(() => loopback.close());

describe("a schema and the documents of its operations", () => {
	it("are right in the eyes of GraphQL's own parser and validator", () => {
		fc.assert(
			fc.property(anyOperation, ({ types, operation }) => {
				const schema = buildSchema(graphqlSchema(types, [operation.route]));
				expect(validateSchema(schema)).toEqual([]);
				expect(validate(schema, parse(graphqlDocument(types, operation)))).toEqual([]);
			}),
			{ seed: 81, numRuns: 100 },
		);
	});
});

describe("Yoga answers byte for byte as we write", () => {
	it("whatever is asked of whatever types", async () => {
		await fc.assert(
			fc.asyncProperty(anyOperation, async ({ types, operation }) => {
				const calls: GraphqlCall[] = [];
				const answer = answerTo(types, operation);
				loopback.handler = createGraphqlHandler(types, [operation.route], answering(answer, calls));
				const received = await loopback.ask(graphqlRequest(types, operation));
				expect(received).toEqual(written(graphqlReply(graphqlResult(types, operation, answer))));
				expect(calls.map(({ route, text }) => ({ route, text }))).toEqual([
					{ route: operation.route, text: operation.text },
				]);
			}),
			{ seed: 82, numRuns: 100 },
		);
	});

	it("where it fails", async () => {
		await fc.assert(
			fc.asyncProperty(anyOperation, anyFailure, async ({ types, operation }, failure) => {
				loopback.handler = createGraphqlHandler(types, [operation.route], answering(failure));
				const received = await loopback.ask(graphqlRequest(types, operation));
				expect(received).toEqual(written(graphqlReply(graphqlResult(types, operation, failure))));
			}),
			{ seed: 83, numRuns: 50 },
		);
	});

	it("to a batch", async () => {
		await fc.assert(
			fc.asyncProperty(anyOperation, fc.integer({ min: 1, max: 10 }), async ({ types, operation }, count) => {
				const answer = answerTo(types, operation);
				const operations = Array.from({ length: count }, () => operation);
				loopback.handler = createGraphqlHandler(types, [operation.route], answering(answer));
				const received = await loopback.ask(graphqlRequest(types, operations));
				expect(received).toEqual(written(graphqlReply(operations.map((each) => graphqlResult(types, each, answer)))));
			}),
			{ seed: 84, numRuns: 20 },
		);
	});

	it("to a request that has been read already", async () => {
		await fc.assert(
			fc.asyncProperty(anyOperation, async ({ types, operation }) => {
				const answer = answerTo(types, operation);
				const ask = createGraphqlAnswerer(types, [operation.route], answering(answer));
				const { reply } = await ask(graphqlRequest(types, operation));
				expect(reply).toEqual(graphqlReply(graphqlResult(types, operation, answer)));
			}),
			{ seed: 85, numRuns: 50 },
		);
	});
});

describe("a subscription", () => {
	const types: Types = { Post: { id: { kind: "number" }, title: { kind: "text", bytes: 40 } } };
	const news = { kind: "subscription", field: "news", data: { type: "Post" } } as const;
	const operation: GraphqlOperation = { route: news, selection: [{ name: "title" }] };
	const items = [1, 2, 3].map((place) => dataOf(types, news.data, place));
	const expected = [
		SUBSCRIPTION_HEARTBEAT,
		...items.map((data) => subscriptionItem(graphqlResult(types, operation, { data }))),
		SUBSCRIPTION_END,
	].join("");

	it("is answered with a stream of events, byte for byte as we write them", async () => {
		const resolvers: GraphqlResolvers = {
			...answering({ data: undefined }),
			async *subscribe({ header }) {
				expect(header("accept")).toBe("text/event-stream");
				yield* items;
			},
		};
		loopback.handler = createGraphqlHandler(types, [news], resolvers);
		const received = await loopback.ask(graphqlRequest(types, operation));
		expect(received.status).toBe(SUBSCRIPTION_REPLY.status);
		const ofHttp = ["connection", "transfer-encoding"];
		expect(received.fields.filter(([name]) => !ofHttp.includes(name))).toEqual(SUBSCRIPTION_REPLY.fields);
		expect(received.body).toBe(expected);

		const { reply, content } = await createGraphqlAnswerer(types, [news], resolvers)(graphqlRequest(types, operation));
		expect(reply).toEqual({ ...SUBSCRIPTION_REPLY, body: { size: 0 } });
		const chunks: Uint8Array[] = [];
		for await (const chunk of content ?? []) chunks.push(chunk);
		expect(Buffer.concat(chunks).toString("latin1")).toBe(expected);
	});

	it("ends on the server when whoever subscribed has gone", async () => {
		let end = (): void => undefined;
		const ended = new Promise<void>((resolve) => {
			end = resolve;
		});
		const resolvers: GraphqlResolvers = {
			...answering({ data: undefined }),
			async *subscribe() {
				try {
					for (;;) for (const item of items) yield item;
				} finally {
					end();
				}
			},
		};
		const { content } = await createGraphqlAnswerer(types, [news], resolvers)(graphqlRequest(types, operation));
		for await (const _ of content ?? []) break;
		await ended;
	});
});

describe("a fault of ours", () => {
	it("is told to nobody in its own words", async () => {
		const types: Types = { Post: { id: { kind: "number" } } };
		const route = { kind: "query", field: "feed", data: { type: "Post" } } as const;
		loopback.handler = createGraphqlHandler(types, [route], {
			...answering({ data: undefined }),
			resolve: () => Promise.reject(new Error("a secret")),
		});
		const { status, body } = await loopback.ask(graphqlRequest(types, { route }));
		expect(status).toBe(200);
		expect(body).toContain("Unexpected error.");
		expect(body).not.toContain("secret");
	});
});
