import type { GraphqlRoute } from "@roundtrip/behaviour";
import type { Types } from "@roundtrip/model";
import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGraphqlHandler } from "./server.ts";
import { createLoopback, type Loopback } from "./testing/loopback.ts";

const TYPES: Types = { Post: { id: { kind: "number" } } };
const ROUTES: readonly GraphqlRoute[] = [
	{ kind: "query", field: "feed", data: { type: "Post", count: 2 } },
	{ kind: "mutation", field: "like" },
];

let loopback: Loopback;
beforeAll(async () => {
	loopback = await createLoopback();
	loopback.handler = createGraphqlHandler(TYPES, ROUTES, {
		resolve: () => Promise.resolve({ data: undefined }),
		async *subscribe() {},
	});
});
afterAll(() => loopback.close());

// What the draft says a server MUST, SHOULD and MAY do: no audit is left out.
describe("the server of GraphQL does what GraphQL over HTTP asks for", () => {
	it.each(serverAudits({ url: () => `${loopback.url}/graphql` }).map((audit) => [audit.name, audit] as const))(
		"%s",
		async (_, audit) => {
			const result = await audit.fn();
			const reason = result.status === "ok" ? "" : result.reason;
			expect(`${audit.id} ${result.status} ${reason}`).toBe(`${audit.id} ok `);
		},
	);
});
