import type { Types } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { graphqlDocument } from "./document.ts";
import { SUBSCRIPTION_END, SUBSCRIPTION_HEARTBEAT, subscriptionItem } from "./item.ts";
import { graphqlFailureOf, graphqlReply, graphqlResult } from "./reply.ts";
import { graphqlRequest } from "./request.ts";
import { type GraphqlRoute, graphqlSchema } from "./schema.ts";

const TYPES: Types = {
	Author: { name: { kind: "text", bytes: 4 } },
	Post: {
		id: { kind: "number" },
		hot: { kind: "flag" },
		author: { kind: "record", type: "Author" },
		others: { kind: "list", count: 2, type: "Author" },
	},
};
const FEED: GraphqlRoute = { kind: "query", field: "feed", data: { type: "Post", count: 2 } };
const LIKE: GraphqlRoute = { kind: "mutation", field: "like" };
const NEWS: GraphqlRoute = { kind: "subscription", field: "news", data: { type: "Author" } };
const NAMES = [{ name: "author", selection: [{ name: "name" }] }];
const POST = { id: 1, hot: true, author: { name: "1 Th" }, others: [{ name: "1 Th" }, { name: "2 Th" }] };

describe("the schema of GraphQL", () => {
	it("is made of the types and of the routes", () => {
		expect(graphqlSchema(TYPES, [FEED, LIKE, NEWS])).toBe(
			[
				"type Query {\n  feed: [Post!]\n}",
				"type Mutation {\n  like(text: String): String\n}",
				"type Subscription {\n  news: Author\n}",
				"type Author {\n  name: String!\n}",
				"type Post {\n  id: Int!\n  hot: Boolean!\n  author: Author!\n  others: [Author!]!\n}",
			].join("\n\n"),
		);
	});

	it("has a query even where no route is one", () => {
		expect(graphqlSchema({}, [LIKE])).toContain("type Query {\n  ready: String\n}");
	});
});

describe("an operation of GraphQL", () => {
	it("asks for the fields that are selected, or for all", () => {
		expect(graphqlDocument(TYPES, { route: FEED, selection: NAMES })).toBe("query { feed { author { name } } }");
		expect(graphqlDocument(TYPES, { route: FEED })).toBe("query { feed { id hot author { name } others { name } } }");
		expect(graphqlDocument(TYPES, { route: LIKE })).toBe("mutation ($text: String) { like(text: $text) }");
		expect(graphqlDocument(TYPES, { route: NEWS })).toBe("subscription { news { name } }");
	});

	it("is a POST to the one path that there is", () => {
		expect(graphqlRequest(TYPES, { route: FEED, selection: NAMES })).toEqual({
			method: "POST",
			path: "/graphql",
			fields: [
				["accept", "application/graphql-response+json, application/json"],
				["content-type", "application/json"],
			],
			body: { size: 46, text: '{"query":"query { feed { author { name } } }"}' },
		});
	});

	it("that writes has its text in a variable", () => {
		expect(graphqlRequest(TYPES, { route: LIKE, text: "it" }).body.text).toBe(
			'{"query":"mutation ($text: String) { like(text: $text) }","variables":{"text":"it"}}',
		);
	});

	it("that subscribes takes a stream of events", () => {
		expect(graphqlRequest(TYPES, { route: NEWS }).fields[0]).toEqual(["accept", "text/event-stream"]);
	});

	it("is answered with what it asked for, and no more", () => {
		const result = graphqlResult(TYPES, { route: FEED, selection: NAMES }, { data: [POST] });
		expect(result).toBe('{"data":{"feed":[{"author":{"name":"1 Th"}}]}}');
		expect(graphqlReply(result)).toMatchObject({ status: 200, body: { size: 46 } });
		expect(graphqlFailureOf(result)).toBeUndefined();
	});

	it("that fails is answered with status 200, null and an error that says where", () => {
		const result = graphqlResult(TYPES, { route: FEED, selection: NAMES }, { failure: "posts is down" });
		expect(result).toBe(
			'{"errors":[{"message":"posts is down","locations":[{"line":1,"column":9}],"path":["feed"]}],"data":{"feed":null}}',
		);
		expect(graphqlReply(result).status).toBe(200);
		expect(graphqlFailureOf(result)).toBe("posts is down");
	});

	it("in a batch is answered in one", () => {
		const request = graphqlRequest(TYPES, [{ route: LIKE }, { route: LIKE }]);
		const like = '{"query":"mutation ($text: String) { like(text: $text) }"}';
		expect(request.body.text).toBe(`[${like},${like}]`);
		const done = graphqlResult(TYPES, { route: LIKE }, { data: undefined });
		const said = graphqlResult(TYPES, { route: LIKE }, { data: "done" });
		expect(graphqlReply([done, said]).body.text).toBe('[{"data":{"like":null}},{"data":{"like":"done"}}]');
	});

	it("whose answer is none of GraphQL has not failed by its errors", () => {
		for (const text of [
			"",
			"null",
			"{",
			"[]",
			'"errors"',
			'{"errors"',
			'{"errors":[]}',
			'{"errors":[{}]}',
			'{"errors":1}',
		]) {
			expect(graphqlFailureOf(text)).toBeUndefined();
		}
	});
});

describe("a subscription of GraphQL", () => {
	it("is a stream of events, of which each holds a result", () => {
		const result = graphqlResult(TYPES, { route: NEWS }, { data: { name: "1 Th" } });
		expect([SUBSCRIPTION_HEARTBEAT, subscriptionItem(result), SUBSCRIPTION_END]).toEqual([
			":\n\n",
			'event: next\ndata: {"data":{"news":{"name":"1 Th"}}}\n\n',
			"event: complete\ndata:\n\n",
		]);
	});
});
