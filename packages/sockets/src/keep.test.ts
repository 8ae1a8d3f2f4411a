import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { type Client, type MethodDefinition, type ServiceError, status } from "@grpc/grpc-js";
import { EventSource } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { keepReal } from "./keep.ts";
import { definitionOf, definitionOfSet, grpcJsClient, methodIn } from "./rpc/testing/grpc-js.ts";
import { type KeptForTest, keepForTest } from "./testing/kept.ts";
import { scenarioOf } from "./testing/rehearse.ts";

const run = promisify(execFile);
const hasCurl = spawnSync("curl", ["--version"]).status === 0;
const PATIENCE_MS = 90_000;

const BLOG = `
types:
  Author: { name: text 9B }
  Post: { id: number, title: text 11B, author: Author }
nodes:
  app: { is: client }
  page: { is: client }
  blog: { is: server }
  till: { is: server }
  posts: { is: database }
links:
  app -> blog: { rtt: 1ms, over: http/2 }
  page -> blog: { rtt: 1ms }
  blog -> posts: { rtt: 1ms }
  blog -> till: { rtt: 1ms }
  till -> posts: { rtt: 1ms }
routes:
  blog:
    GET /posts: [ { query: posts }, { reply: 200, data: 2 Post } ]
    GET /count: [ { query: posts }, { reply: 200 } ]
    GET /lines: [ { send: 3, every: 1ms, data: Post } ]
    POST /orders: [ { ask: till, request: POST /charge, size: 100B }, { reply: 201 } ]
    POST /news: [ { query: posts, effect: post }, { publish: news }, { reply: 202 } ]
    GET /news: [ { wait: news, at-most: 60s, ever: true }, { reply: 200 } ]
    GET /none: [ { wait: none, at-most: 1ms }, { reply: 200 } ]
    POST /none: [ { publish: none }, { reply: 202 } ]
    sse /news: [ { subscribe: news } ]
    sse /three: [ { send: 3, every: 1ms, data: Post } ]
    websocket /room: [ { each: [ { query: posts, effect: message }, { publish: room } ] }, { subscribe: room } ]
    websocket /echo: [ { each: [ { send: 1 } ] } ]
    json-rpc posts.list: [ { query: posts }, { reply: 200, data: 2 Post } ]
    json-rpc posts.count: [ { query: posts }, { reply: 200 } ]
    json-rpc posts.lost: [ { reply: 404 } ]
    graphql query posts: [ { query: posts }, { reply: 200, data: 2 Post } ]
    graphql query broken: [ { reply: 500, body: it is broken } ]
    graphql mutation write: [ { query: posts, effect: post }, { reply: 200, data: Post } ]
    graphql subscription three: [ { send: 3, every: 1ms, data: Post } ]
    grpc blog.v1.Posts/List: [ { query: posts }, { reply: 200, data: 2 Post } ]
    grpc blog.v1.Posts/Three: [ { send: 3, every: 1ms, data: Post } ]
    grpc blog.v1.Posts/Talk: [ { each: [ { send: 1, data: Post } ] } ]
    grpc blog.v1.Posts/None: [ { reply: 404, body: nothing is there } ]
    connect blog.v1.Posts/List: [ { query: posts }, { reply: 200, data: 2 Post } ]
  till:
    POST /charge: [ { query: posts, effect: charge }, { reply: 201 } ]
traffic: [ { page: POST /orders, to: blog } ]
`;

const post = (place: number) => ({
	...{ id: place, title: `${place} There and`, author: { name: `${place} There a` } },
});
const POSTS = [post(1), post(2)];

let kept: KeptForTest;
beforeAll(async () => {
	kept = await keepForTest(BLOG);
}, PATIENCE_MS);
afterAll(() => kept.end());

async function countOfRows(): Promise<number> {
	const { count } = (await (await fetch(kept.url("blog", "/count"))).json()) as { readonly count: number };
	return count;
}

function json(body: unknown): RequestInit {
	return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

describe("plain HTTP", () => {
	it("is answered with records, in lines where they are streamed", async () => {
		expect(await (await fetch(kept.url("blog", "/posts"))).json()).toEqual(POSTS);
		const lines = await (await fetch(kept.url("blog", "/lines"))).text();
		const records = lines.trimEnd().split("\n");
		expect(records.map((line): unknown => JSON.parse(line))).toEqual([1, 2, 3].map(post));
	});

	it("makes a server ask another, whose effect is in the database", async () => {
		const before = await countOfRows();
		expect((await fetch(kept.url("blog", "/orders"), { method: "POST" })).status).toBe(201);
		expect(await countOfRows()).toBe(before + 1);
	});

	it("waits for what somebody publishes, and no longer than it may", async () => {
		const waiting = fetch(kept.url("blog", "/news"));
		await fetch(kept.url("blog", "/news"), { method: "POST", body: "it is spring" });
		expect(await (await waiting).text()).toBe("it is spring");
		expect((await fetch(kept.url("blog", "/none"))).status).toBe(204);
	});
});

describe("Server-Sent Events", () => {
	it("tell EventSource what others publish", async () => {
		const source = new EventSource(kept.url("blog", "/news"));
		const [first, opened] = [once(source, "message"), once(source, "open")];
		await opened;
		await fetch(kept.url("blog", "/news"), { method: "POST", body: "it is summer" });
		const [heard] = (await first) as [MessageEvent<string>];
		source.close();
		expect(heard.data).toBe("it is summer");
	});

	it("go on after the last one that a client has", async () => {
		const headers = { accept: "text/event-stream", "last-event-id": "2" };
		const text = await (await fetch(kept.url("blog", "/three"), { headers })).text();
		expect(text).toBe(`id: 3\ndata: ${JSON.stringify(post(3))}\n\n`);
	});
});

describe.skipIf(!hasCurl)("curl", () => {
	const curl = async (...words: readonly string[]): Promise<string> =>
		(await run("curl", ["--silent", "--show-error", ...words])).stdout;

	it("hears events with -N, asks GraphQL and JSON-RPC, over HTTP/2 too", async () => {
		expect(await curl("-N", kept.url("blog", "/three"))).toContain(`id: 3\ndata: ${JSON.stringify(post(3))}\n\n`);
		const type = ["-H", "content-type: application/json"];
		const query = JSON.stringify({ query: "{ posts { id author { name } } }" });
		const answered = await curl(...type, "--data-raw", query, kept.url("blog", "/graphql"));
		expect(JSON.parse(answered)).toEqual({ data: { posts: POSTS.map(({ id, author }) => ({ id, author })) } });
		const called = JSON.stringify({ jsonrpc: "2.0", method: "posts.list", id: 7 });
		const http2 = ["--http2-prior-knowledge", ...type, "--data-raw", called, kept.url("blog", "/rpc", "http/2")];
		expect(JSON.parse(await curl(...http2))).toEqual({ jsonrpc: "2.0", result: POSTS, id: 7 });
	});
});

describe("JSON-RPC", () => {
	const call = async (body: unknown): Promise<unknown> => {
		const answer = await fetch(kept.url("blog", "/rpc"), json(body));
		return answer.status === 204 ? 204 : answer.json();
	};

	it("answers batches, tells what there is not, and answers no notification, which is done all the same", async () => {
		const one = (method: string, id?: number) => ({ jsonrpc: "2.0", method, ...(id === undefined ? {} : { id }) });
		expect(await call([one("posts.list", 1), one("posts.none", 2), one("posts.count"), { no: "call" }])).toEqual([
			{ jsonrpc: "2.0", result: POSTS, id: 1 },
			{ jsonrpc: "2.0", error: { code: -32_601, message: "Method not found" }, id: 2 },
			{ jsonrpc: "2.0", error: { code: -32_600, message: "Invalid Request" }, id: null },
		]);
		expect(await call(one("posts.list"))).toBe(204);
		expect(await call(one("posts.count", 1))).toMatchObject({ result: { count: expect.any(Number) } });
		expect(await call(one("posts.lost", 1))).toMatchObject({ error: { code: -32_601 } });
	});
});

describe("GraphQL", () => {
	const ask = async (query: string): Promise<unknown> =>
		(await fetch(kept.url("blog", "/graphql"), json({ query }))).json();

	it("does what a mutation says, and tells one failure beside other data", async () => {
		const before = await countOfRows();
		expect(await ask('mutation { write(text: "hello") { id } }')).toEqual({ data: { write: { id: 1 } } });
		expect(await countOfRows()).toBe(before + 1);
		expect(await ask("{ broken posts { id } }")).toMatchObject({
			data: { broken: null, posts: [{ id: 1 }, { id: 2 }] },
			errors: [{ message: "it is broken", path: ["broken"] }],
		});
	});

	it("sends the items of a subscription as events", async () => {
		const headers = { accept: "text/event-stream", "content-type": "application/json" };
		const body = JSON.stringify({ query: "subscription { three { id } }" });
		const text = await (await fetch(kept.url("blog", "/graphql"), { method: "POST", headers, body })).text();
		const items = text.split("\n").filter((line) => line.startsWith("data: {"));
		expect(items).toEqual([1, 2, 3].map((id) => `data: {"data":{"three":{"id":${id}}}}`));
	});

	it("gives its schema in its own language", async () => {
		const schema = kept.servers.find(({ name }) => name === "blog")?.graphql?.schema ?? "";
		expect(await (await fetch(schema)).text()).toContain("type Query {\n  posts: [Post!]\n  broken: String\n}");
	});
});

describe("WebSocket", () => {
	async function open(path: string, headers: Readonly<Record<string, string>> = {}): Promise<WebSocket> {
		const url = kept.url("blog", path).replace("http:", "ws:");
		const socket = new WebSocket(url, { headers });
		await once(socket, "open");
		return socket;
	}

	const next = async (socket: WebSocket): Promise<string> => {
		const [message] = (await once(socket, "message")) as [Buffer];
		return message.toString("utf8");
	};

	it("gives each message to the steps of its route", async () => {
		const socket = await open("/echo");
		for (const text of ["one", "twö"]) {
			const answer = next(socket);
			socket.send(text);
			expect(await answer).toBe(text);
		}
		const closed = once(socket, "close");
		socket.close(1000);
		expect((await closed)[0]).toBe(1000);
	});

	it("ends where a message is too large", async () => {
		const socket = await open("/echo");
		const closed = once(socket, "close");
		socket.send(Buffer.alloc(1_048_577));
		expect((await closed)[0]).toBe(1009);
	});

	it.each([
		["a page of the web", "/echo", { origin: "https://shop.test" }, 403],
		["a page whose origin is a secret", "/echo", { origin: "null" }, 403],
		["a name of the web that leads to this machine", "/echo", { host: "shop.test" }, 421],
		["whoever wants one where there is none", "/posts", {}, 404],
	])("is not opened for %s", async (_, path, headers, answered) => {
		await expect(open(path, headers)).rejects.toThrow(`Unexpected server response: ${answered}`);
	});

	it("is opened for a page of this machine, and told of where somebody asks otherwise", async () => {
		(await open("/echo", { origin: "http://localhost:5173" })).terminate();
		const answer = await fetch(kept.url("blog", "/echo"));
		expect([answer.status, answer.headers.get("upgrade")]).toEqual([426, "websocket"]);
	});
});

describe("gRPC by grpc-js", () => {
	let client: Client;
	beforeAll(() => {
		client = grpcJsClient(kept.url("blog", "", "http/2"));
	});
	afterAll(() => client.close());

	type Method = MethodDefinition<object, object>;

	const unary = ({ path, requestSerialize, responseDeserialize }: Method): Promise<object | ServiceError> =>
		new Promise((resolve) => {
			client.makeUnaryRequest(path, requestSerialize, responseDeserialize, {}, (error, value) =>
				resolve(error ?? value ?? {}),
			);
		});

	const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

	async function served(method: string): Promise<Method> {
		const [file = ""] = kept.servers.find(({ name }) => name === "blog")?.protos ?? [];
		return methodIn(definitionOf(await (await fetch(file)).text()), "blog.v1.Posts", method);
	}

	it("is served with the file that the kept server gives", async () => {
		expect(plain(await unary(await served("List")))).toEqual({ items: POSTS });
		expect(await unary(await served("None"))).toMatchObject({ code: status.NOT_FOUND, details: "nothing is there" });
	});

	it("is served with streams, and each item of the client's with one", async () => {
		const three = await served("Three");
		const heard: unknown[] = [];
		const stream = client.makeServerStreamRequest(three.path, three.requestSerialize, three.responseDeserialize, {});
		for await (const each of stream) heard.push(plain(each));
		expect(heard).toEqual([1, 2, 3].map(post));
		const talk = await served("Talk");
		const both = client.makeBidiStreamRequest(talk.path, talk.requestSerialize, talk.responseDeserialize);
		const read = both[Symbol.asyncIterator]();
		for (const payload of ["a", "b"]) {
			both.write({ payload });
			expect((await read.next()).done).toBe(false);
		}
		both.end();
		expect((await read.next()).done).toBe(true);
	});

	it("is served with what reflection tells, and nothing else", async () => {
		const { path, requestSerialize, responseDeserialize } = methodIn(
			definitionOf(`syntax = "proto3"; package grpc.reflection.v1;
				service ServerReflection { rpc ServerReflectionInfo(stream Question) returns (stream Answer); }
				message Question { oneof is { string symbol = 4; } }
				message Answer { Files files = 4; }
				message Files { repeated bytes file = 1; }`),
			...(["grpc.reflection.v1.ServerReflection", "ServerReflectionInfo"] as const),
		);
		const stream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
		stream.write({ symbol: "blog.v1.Posts" });
		stream.end();
		const [told] = (await stream.toArray()) as [{ files: { file: Buffer[] } }];
		const file = told.files.file.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes));
		const set = toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file }));
		const list = methodIn(definitionOfSet(Buffer.from(set)), "blog.v1.Posts", "List");
		expect(plain(await unary(list))).toEqual({ items: POSTS });
	});
});

it("Connect is served to any client of HTTP, and what is too large is refused", async () => {
	const url = kept.url("blog", "/blog.v1.Posts/List");
	expect(await (await fetch(url, json({}))).json()).toEqual({ items: POSTS });
	const large = await fetch(url, json({ payload: "x".repeat(1_048_577) }));
	expect(await large.json()).toMatchObject({ code: "resource_exhausted" });
});

it("a scenario without a server is not kept, and nothing is started", async () => {
	const started: unknown[] = [];
	const result = await keepReal(
		scenarioOf("nodes: { phone: { is: client }, shop: { is: client } }\nlinks: {}\ntraffic: []"),
		{
			...{ signal: AbortSignal.timeout(10_000), onReady: (servers) => started.push(servers) },
			onProgress: (text) => started.push(text),
		},
	);
	expect(result).toMatchObject({ ok: false, problem: { kind: "unsupported" } });
	expect(started).toEqual([]);
});
