import type { Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";
import {
	bodyStart,
	connectErrorReply,
	connectReply,
	connectRequest,
	connectStreamReply,
	encodeConnectEnd,
	encodeData,
	encodeEnvelope,
	encodePayload,
	encodeRequest,
	type GrpcStatus,
	grpcReply,
	grpcRequest,
	grpcTrailers,
	type HttpReply,
	type HttpRequest,
	payloadJson,
	protoJsonOf,
} from "@roundtrip/behaviour";
import { Agent } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRecorder } from "../websocket/testing/recorder.ts";
import { createRpcClient, type RpcClient } from "./client.ts";
import { dispatcherClient } from "./dispatcher-client.ts";
import { createRpcHandler } from "./handler.ts";
import { http2Client } from "./http2-client.ts";
import { createRpcServices } from "./services.ts";
import { ALL_ROUTES, answer, post, ROUTES, TYPES } from "./testing/blog.ts";
import { createLoopback, type Loopback, type Received, type Seen } from "./testing/loopback.ts";
import { messageOf } from "./value.ts";

const SERVICES = createRpcServices(TYPES, ALL_ROUTES);
const FEED = "blog.v1.Feed";
const OK: GrpcStatus = { code: "ok" };
const LIST = [post(1), post(2), post(3)];
const ENCODED_LIST = encodeData(TYPES, { type: "Post", count: 3 }, LIST);
const items = [1, 2].map((place) => encodeData(TYPES, { type: "Post" }, post(place)));

let loopback: Loopback;
beforeAll(async () => {
	loopback = await createLoopback(createRpcHandler(SERVICES, answer));
});
afterAll(() => loopback.close());

function written({ status, fields, body, trailers = [] }: HttpReply, more = ""): Received {
	return { status, fields, body: bodyStart(body, Number.POSITIVE_INFINITY) + more, trailers };
}

/** Node says how long it is, where connect-node does: before the other fields. */
function sized(reply: HttpReply): Received {
	const received = written(reply);
	return { ...received, fields: [["content-length", String(reply.body.size)], ...received.fields] };
}

function sent({ method, path, fields, body }: HttpRequest, more = ""): Seen {
	return { method, path, fields, body: bodyStart(body, Number.POSITIVE_INFINITY) + more };
}

async function* payloads(...all: readonly string[]): AsyncIterable<string> {
	yield* all;
}

/** What the server saw of what somebody asked. */
async function seenOf(asking: () => Promise<unknown>): Promise<Seen | undefined> {
	loopback.seen = [];
	await asking();
	return loopback.seen[0];
}

async function drain(
	client: RpcClient,
	route: (typeof ALL_ROUTES)[number],
	timeoutMs: number | undefined,
	all: string[],
) {
	const asking = timeoutMs === undefined ? {} : { timeoutMs };
	for await (const item of client.call(route, payloads(...all), asking)) expect(item.is).toMatch(/value|end/);
}

describe("a server of connect-node answers byte for byte as we write", () => {
	it("by gRPC, with one message, with a failure, and without its words where it breaks", async () => {
		const ask = (text: string) =>
			loopback.ask(grpcRequest({ service: FEED, method: "List", message: encodePayload(text) }));
		expect(await ask("x")).toEqual(written(grpcReply(ENCODED_LIST, OK)));
		const failure: GrpcStatus = { code: "not-found", message: "not é here" };
		expect(await ask("fail")).toEqual(written(grpcReply(undefined, failure)));
		expect(await ask("break")).toEqual(written(grpcReply(undefined, { code: "internal", message: "internal error" })));
	});

	it("by gRPC, with a stream, and one that breaks off", async () => {
		const ask = (text: string) =>
			loopback.ask(grpcRequest({ service: FEED, method: "Watch", message: encodePayload(text) }));
		const [first, second] = items;
		expect(await ask("x")).toEqual(written(grpcReply(first, OK), encodeEnvelope(second ?? "")));
		const failure: GrpcStatus = { code: "unavailable", message: "gone" };
		expect(await ask("fail")).toEqual(written(grpcReply(first, failure)));
		expect(grpcTrailers(failure)).toHaveLength(2);
	});

	it.each(["proto", "json"] as const)("by Connect in %s", async (codec) => {
		const payload = (text: string) => (codec === "json" ? payloadJson(text) : encodePayload(text));
		const ask = (method: string, text: string, isStream: boolean) =>
			loopback.ask(connectRequest({ service: FEED, method, codec, isStream, message: payload(text) }));
		const list = codec === "json" ? protoJsonOf(LIST) : ENCODED_LIST;
		expect(await ask("List", "x", false)).toEqual(sized(connectReply(codec, list)));
		const failure: GrpcStatus = { code: "not-found", message: "not é here" };
		expect(await ask("List", "fail", false)).toEqual(sized(connectErrorReply(failure)));
		const [first, second] = codec === "json" ? [1, 2].map((place) => protoJsonOf(post(place))) : items;
		const rest = encodeEnvelope(second ?? "") + encodeConnectEnd(OK);
		expect(await ask("Watch", "x", true)).toEqual(written(connectStreamReply(codec, first), rest));
		const end = encodeConnectEnd({ code: "unavailable", message: "gone" });
		expect(await ask("Watch", "fail", true)).toEqual(written(connectStreamReply(codec, first), end));
	});
});

describe("our client sends byte for byte what we write", () => {
	const client = (protocol: "grpc" | "connect", codec: "proto" | "json" = "proto"): RpcClient =>
		createRpcClient({
			...{ services: SERVICES, protocol, codec, origin: loopback.http2 },
			httpClient: http2Client((method, path, fields) =>
				loopback.session.request({ ":method": method, ":path": path, ...Object.fromEntries(fields) }),
			),
		});

	it("by gRPC", async () => {
		const list = await seenOf(() => drain(client("grpc"), ROUTES.list, 1_500, ["x"]));
		expect(list).toEqual(
			sent(grpcRequest({ service: FEED, method: "List", message: encodePayload("x"), timeoutMs: 1_500 })),
		);
		const put = await seenOf(() => drain(client("grpc"), ROUTES.put, undefined, ["a", "bc"]));
		const more = encodeEnvelope(encodePayload("bc"));
		expect(put).toEqual(sent(grpcRequest({ service: FEED, method: "Put", message: encodePayload("a") }), more));
	});

	it.each(["proto", "json"] as const)("by Connect in %s", async (codec) => {
		const message = codec === "json" ? payloadJson("x") : encodePayload("x");
		const wish = { service: FEED, codec, message } as const;
		const list = await seenOf(() => drain(client("connect", codec), ROUTES.list, 250, ["x"]));
		expect(list).toEqual(sent(connectRequest({ ...wish, method: "List", isStream: false, timeoutMs: 250 })));
		const watch = await seenOf(() => drain(client("connect", codec), ROUTES.watch, undefined, ["x"]));
		expect(watch).toEqual(sent(connectRequest({ ...wish, method: "Watch", isStream: true })));
	});
});

describe("connect-node's own client, as it comes, sends what we write where it offers compression", () => {
	const compressions = ["gzip", "br"];
	const unary = (transport: Transport, timeoutMs?: number): Promise<unknown> => {
		const method = SERVICES.methodOf(ROUTES.list);
		if (method.methodKind !== "unary") throw new Error("one answer");
		return transport.unary(method, undefined, timeoutMs, undefined, messageOf(method.input, "x"));
	};

	it("by gRPC", async () => {
		const seen = await seenOf(() => unary(createGrpcTransport({ baseUrl: loopback.http2 }), 900));
		const message = encodePayload("x");
		expect(seen).toEqual(sent(grpcRequest({ service: FEED, method: "List", message, timeoutMs: 900, compressions })));
	});

	it("by Connect", async () => {
		const seen = await seenOf(() => unary(createConnectTransport({ baseUrl: loopback.http2, httpVersion: "2" })));
		const message = encodePayload("x");
		const wish = { service: FEED, method: "List", codec: "proto", isStream: false } as const;
		expect(seen).toEqual(sent(connectRequest({ ...wish, message, compressions })));
	});
});

describe("over HTTP/1.1 our client sends byte for byte what we write, in chunks", () => {
	it.each(["proto", "json"] as const)("by Connect in %s", async (codec) => {
		const recorder = await createRecorder(Number(new URL(loopback.http1).port));
		const agent = new Agent();
		const origin = `http://127.0.0.1:${recorder.port}`;
		const httpClient = dispatcherClient(agent);
		const client = createRpcClient({ services: SERVICES, protocol: "connect", codec, origin, httpClient });
		await drain(client, ROUTES.list, 250, ["x"]);
		const message = codec === "json" ? payloadJson("x") : encodePayload("x");
		const wish = { service: FEED, method: "List", codec, message, isStream: false, timeoutMs: 250 } as const;
		const { head } = encodeRequest(connectRequest(wish), new URL(origin).host, "e1.1");
		// What every call of a scenario says beside it.
		const own = head.replace("roundtrip-call: e1.1\r\n", "").replace("accept: */*\r\n", "");
		expect(recorder.up).toBe(`${own}${message.length.toString(16)}\r\n${message}\r\n0\r\n\r\n`);
		await agent.destroy();
		recorder.close();
	});
});
