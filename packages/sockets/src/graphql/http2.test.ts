import { once } from "node:events";
import { type ClientHttp2Session, connect, createServer, type Http2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import {
	dataOf,
	type GraphqlOperation,
	graphqlReply,
	graphqlRequest,
	graphqlResult,
	type HttpRequest,
	SUBSCRIPTION_END,
	SUBSCRIPTION_HEARTBEAT,
	SUBSCRIPTION_REPLY,
	subscriptionItem,
} from "@roundtrip/behaviour";
import type { Types } from "@roundtrip/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytesOf } from "../body-bytes.ts";
import { createGraphqlHandler } from "./server.ts";

const TYPES: Types = { Post: { id: { kind: "number" } } };
const FEED: GraphqlOperation = { route: { kind: "query", field: "feed", data: { type: "Post", count: 2 } } };
const NEWS: GraphqlOperation = { route: { kind: "subscription", field: "news", data: { type: "Post" } } };
const data = dataOf(TYPES, { type: "Post", count: 2 });
const item = dataOf(TYPES, { type: "Post" });

let server: Http2Server;
let session: ClientHttp2Session;
beforeAll(async () => {
	const handler = createGraphqlHandler(TYPES, [FEED.route, NEWS.route], {
		resolve: () => Promise.resolve({ data }),
		async *subscribe() {
			yield item;
		},
	});
	server = createServer(handler).listen(0, "127.0.0.1");
	await once(server, "listening");
	session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
	session.close();
	server.close();
	await once(server, "close");
});

async function ask({
	method,
	path,
	fields,
	body,
}: HttpRequest): Promise<{ head: Record<string, unknown>; body: string }> {
	const stream = session.request({ ":method": method, ":path": path, ...Object.fromEntries(fields) });
	stream.end(bytesOf(body));
	const chunks: Buffer[] = [];
	stream.on("data", (chunk: Buffer) => chunks.push(chunk));
	const answered = once(stream, "response");
	await once(stream, "end");
	const [{ date, ...head }] = (await answered) as [Record<string, unknown>];
	expect(date).toBeTypeOf("string");
	return { head: Object.fromEntries(Object.entries(head)), body: Buffer.concat(chunks).toString("latin1") };
}

describe("over HTTP/2", () => {
	it("Yoga answers with the same fields and bytes", async () => {
		const { fields, body } = graphqlReply(graphqlResult(TYPES, FEED, { data }));
		expect(await ask(graphqlRequest(TYPES, FEED))).toEqual({
			head: { ":status": 200, ...Object.fromEntries(fields), "content-length": String(body.size) },
			body: body.text,
		});
	});

	it("a subscription has the same head and items", async () => {
		expect(await ask(graphqlRequest(TYPES, NEWS))).toEqual({
			head: { ":status": 200, ...Object.fromEntries(SUBSCRIPTION_REPLY.fields) },
			body: SUBSCRIPTION_HEARTBEAT + subscriptionItem(graphqlResult(TYPES, NEWS, { data: item })) + SUBSCRIPTION_END,
		});
	});
});
