import { connect } from "node:http2";
import { Agent } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRpcClient, type RpcAsking, type RpcClient, type RpcClientParts, type RpcItem } from "./client.ts";
import { dispatcherClient } from "./dispatcher-client.ts";
import { createRpcHandler } from "./handler.ts";
import { http2Client } from "./http2-client.ts";
import { createRpcServices } from "./services.ts";
import { ALL_ROUTES, answer, post, ROUTES, TYPES } from "./testing/blog.ts";
import { createLoopback, type Loopback } from "./testing/loopback.ts";
import type { RpcValue } from "./value.ts";

const SERVICES = createRpcServices(TYPES, ALL_ROUTES);
const OK: RpcItem = { is: "end", status: { code: "ok" } };

let loopback: Loopback;
const agent = new Agent();
beforeAll(async () => {
	loopback = await createLoopback(
		createRpcHandler(SERVICES, answer, { otherwise: (_, response) => response.end("other") }),
	);
});
afterAll(async () => {
	await agent.destroy();
	await loopback.close();
});

function client(protocol: RpcClientParts["protocol"], version: "http/1.1" | "http/2"): RpcClient {
	const httpClient =
		version === "http/1.1"
			? dispatcherClient(agent)
			: http2Client((method, path, fields) =>
					loopback.session.request({ ":method": method, ":path": path, ...Object.fromEntries(fields) }),
				);
	const origin = version === "http/1.1" ? loopback.http1 : loopback.http2;
	return createRpcClient({ services: SERVICES, protocol, origin, httpClient });
}

async function* payloads(...said: readonly string[]): AsyncIterable<string> {
	yield* said;
}

async function all(of: RpcClient, route: keyof typeof ROUTES, said: string[], asking?: RpcAsking): Promise<RpcItem[]> {
	const items: RpcItem[] = [];
	for await (const item of of.call(ROUTES[route], payloads(...said), asking)) items.push(item);
	return items;
}

/** What proto3 leaves of a record in JSON. */
function value(place: number): RpcItem {
	const { hot, ...others } = post(place);
	return { is: "value", value: JSON.parse(JSON.stringify(hot === true ? { ...others, hot } : others)) };
}

const WAYS = [
	["grpc", "http/2"],
	["grpc-web", "http/2"],
	["grpc-web", "http/1.1"],
	["connect", "http/2"],
	["connect", "http/1.1"],
] as const;

describe.each(WAYS)("by %s over %s", (protocol, version) => {
	it("one answer comes, or why it doesn't", async () => {
		const of = client(protocol, version);
		const [list, end] = await all(of, "list", ["x"]);
		expect([list?.is, end]).toEqual(["value", OK]);
		const failed = await all(of, "list", ["fail"]);
		expect(failed).toEqual([{ is: "end", status: { code: "not-found", message: "not é here" } }]);
	});

	it("a stream comes, and how it ends", async () => {
		const of = client(protocol, version);
		expect(await all(of, "watch", ["x"])).toEqual([value(1), value(2), OK]);
		const end: RpcItem = { is: "end", status: { code: "unavailable", message: "gone" } };
		expect(await all(of, "watch", ["fail"])).toEqual([value(1), end]);
	});

	it("a stream is sent", async () => {
		const items = await all(client(protocol, version), "put", ["a", "b"]);
		expect(items).toEqual([{ is: "value", value: "a+b" }, OK]);
	});

	it("who has no more time gives up", async () => {
		const [end] = await all(client(protocol, version), "list", ["wait"], { timeoutMs: 100 });
		expect(end).toMatchObject({ is: "end", status: { code: "deadline-exceeded" } });
	});

	it("who doesn't want it any more says so", async () => {
		const stopping = new AbortController();
		const items = all(client(protocol, version), "list", ["wait"], { signal: stopping.signal });
		stopping.abort();
		expect(await items).toMatchObject([{ is: "end", status: { code: "canceled" } }]);
	});
});

it("messages go to and fro over HTTP/2", async () => {
	for (const protocol of ["grpc", "connect"] as const) {
		const items = await all(client(protocol, "http/2"), "chat", ["a", "bc"]);
		expect(items).toEqual([value(1), value(3), OK]);
	}
});

it("who asks for something else gets it", async () => {
	const response = await fetch(`${loopback.http1}/other`);
	expect(await response.text()).toBe("other");
});

it("a connection that breaks is how a call ended", async () => {
	const session = connect(loopback.http2);
	session.on("error", () => undefined);
	const httpClient = http2Client((method, path, fields) => {
		const stream = session.request({ ":method": method, ":path": path, ...Object.fromEntries(fields) });
		stream.once("ready", () => session.destroy());
		return stream;
	});
	const broken = createRpcClient({ services: SERVICES, protocol: "grpc", origin: loopback.http2, httpClient });
	expect(await all(broken, "list", ["wait"])).toMatchObject([{ is: "end", status: { code: "internal" } }]);
});

describe("records", () => {
	const route = { service: "Store", method: "Put", streams: { up: true, down: true } };
	const TYPE = { type: "Post" };

	it.each([
		["one after the other", { ...route, asks: TYPE, data: TYPE }, [post(1), post(3)]],
		["in lists", { ...route, asks: { ...TYPE, count: 2 }, data: { ...TYPE, count: 2 } }, [[post(1), post(3)], []]],
		["none of them, but texts", route, ["a", ""]],
	] as const)("are sent and come back: %s", async (_, echoed, values) => {
		const services = createRpcServices(TYPES, [echoed]);
		const echo = await createLoopback(createRpcHandler(services, ({ said }) => said));
		const httpClient = http2Client((method, path, fields) =>
			echo.session.request({ ":method": method, ":path": path, ...Object.fromEntries(fields) }),
		);
		const of = createRpcClient({ services, protocol: "grpc", origin: echo.http2, httpClient });
		async function* sent(): AsyncIterable<RpcValue> {
			yield* values;
		}
		const items: RpcItem[] = [];
		for await (const item of of.call(echoed, sent())) items.push(item);
		expect(items).toEqual([...values.map((each): RpcItem => ({ is: "value", value: each })), OK]);
		await echo.close();
	});
});
