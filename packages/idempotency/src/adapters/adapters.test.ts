import { once as happens } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import express from "express";
import express4 from "express4";
import { fastify } from "fastify";
import { Hono } from "hono";
import Database from "libsql";
import { afterEach, describe, expect, test } from "vitest";
import { type Guard, idempotent } from "../idempotent.ts";
import { sqliteStore } from "../stores/sqlite-store.ts";
import { expressIdempotency, keepContent } from "./express.ts";
import { fastifyIdempotency } from "./fastify.ts";
import { honoIdempotency } from "./hono.ts";

const KEY = '"8e03978e-40d5-43e8-bc93-6894a57f9324"';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

async function guardInMemory(): Promise<Guard<Database.Database>> {
	const store = sqliteStore({ database: new Database(":memory:") });
	await store.prepare();
	return idempotent(store, { policy: { stores: "all" } });
}

async function listening(server: Server): Promise<string> {
	server.listen(0, "127.0.0.1");
	await happens(server, "listening");
	closers.push(async () => server.close());
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A caller's way into a route. */
type Ask = (path: string, body?: string, type?: string) => Promise<Response>;

const asking =
	(url: string): Ask =>
	(path, body = '{"amount":5}', type = "application/json") => {
		const headers = { "idempotency-key": KEY, "content-type": type };
		return fetch(`${url}${path}`, { method: "POST", body, headers });
	};

async function fastifyApp(): Promise<Ask> {
	const app = fastify({ bodyLimit: 100 });
	const once = fastifyIdempotency(await guardInMemory(), { caller: () => "ann" });
	await app.register(once.plugin);
	let served = 0;
	app.addHook("onRequest", async (_request, reply) => void reply.header("x-served", String(++served)));
	app.post(
		"/empty",
		once.route(async (_request, reply) => void reply.code(204)),
	);
	app.post(
		"/cookie",
		once.route(async (_request, reply) => {
			reply.header("set-cookie", ["a=1", "b=2"]);
			return "text";
		}),
	);
	app.post(
		"/octets",
		once.route(async () => Buffer.from([0, 255])),
	);
	app.post(
		"/throws",
		once.route(() => Promise.reject(Object.assign(new Error("no funds"), { statusCode: 402 }))),
	);
	app.post(
		"/sends",
		once.route(async (_request, reply) => reply.send("by itself")),
	);
	app.post(
		"/stream",
		once.route(async () => Readable.from(["piece"])),
	);
	await app.listen({ port: 0, host: "127.0.0.1" });
	closers.push(() => app.close());
	return asking(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}`);
}

async function expressApp(make: typeof express): Promise<Ask> {
	const app = make();
	const once = expressIdempotency(await guardInMemory(), { caller: () => "ann", contentAtMost: 100 });
	let served = 0;
	app.use((_request, response, next) => {
		response.set("x-served", String(++served));
		next();
	});
	app.use("/unkept", make.json());
	app.use(make.json({ verify: keepContent }));
	app.post(
		"/empty",
		once(async (_request, response) => response.status(204).end()),
	);
	app.post(
		"/cookie",
		once(async (_request, response) => response.cookie("a", "1").cookie("b", "2").type("text").send("text")),
	);
	app.post(
		"/octets",
		once(async (_request, response) => response.send(Buffer.from([0, 255]))),
	);
	app.post(
		"/throws",
		once(() => Promise.reject(Object.assign(new Error("no funds"), { statusCode: 402 }))),
	);
	app.post(
		"/pieces",
		once(async (_request, response) => {
			response.writeHead(202, { "x-own": "yes" });
			response.write("one ");
			setImmediate(() => response.end("two"));
		}),
	);
	app.post(
		"/unkept",
		once(async (_request, response) => response.send("never")),
	);
	app.use((error: Error, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
		response.status("statusCode" in error ? Number(error.statusCode) : 500).send(error.message);
	});
	return asking(await listening(createServer(app)));
}

async function honoApp(): Promise<Ask> {
	const app = new Hono();
	const once = honoIdempotency(await guardInMemory(), { caller: () => "ann" });
	let served = 0;
	app.use(async (context, next) => {
		await next();
		context.header("x-served", String(++served));
	});
	app.post(
		"/empty",
		once(async (context) => context.body(null, 204)),
	);
	app.post(
		"/cookie",
		once(async (context) => {
			context.header("set-cookie", "a=1", { append: true });
			context.header("set-cookie", "b=2", { append: true });
			return context.text("text");
		}),
	);
	app.post(
		"/octets",
		once(async (context) => context.body(new Uint8Array([0, 255]))),
	);
	app.post(
		"/throws",
		once(() => Promise.reject(new Error("no funds"))),
	);
	app.onError((error, context) => context.text(error.message, 402));
	const listener = getRequestListener(app.fetch);
	return asking(await listening(createServer((request, response) => void listener(request, response))));
}

const isReplay = (response: Response): boolean => response.headers.get("idempotency-replayed") === "true";

describe.each<[string, () => Promise<Ask>]>([
	["Fastify", fastifyApp],
	["Express 5", () => expressApp(express)],
	["Express 4", () => expressApp(express4)],
	["Hono", honoApp],
])("%s", (_, open) => {
	test("answers without content, and again without", async () => {
		const ask = await open();
		const [first, again] = [await ask("/empty"), await ask("/empty")];
		expect([first.status, again.status, await again.text(), isReplay(again)]).toEqual([204, 204, "", true]);
	});

	test("sends cookies with the first answer, each once, and with no other", async () => {
		const ask = await open();
		const [first, again] = [await ask("/cookie"), await ask("/cookie")];
		expect(first.headers.getSetCookie().map((cookie) => cookie.split(";")[0])).toEqual(["a=1", "b=2"]);
		expect([again.headers.getSetCookie(), await again.text(), isReplay(again)]).toEqual([[], "text", true]);
	});

	test("gives octets again as they were", async () => {
		const ask = await open();
		const [first, again] = [await ask("/octets"), await ask("/octets")];
		expect(new Uint8Array(await first.arrayBuffer())).toEqual(new Uint8Array([0, 255]));
		expect(new Uint8Array(await again.arrayBuffer())).toEqual(new Uint8Array([0, 255]));
	});

	test("leaves fields of other layers to them: they are set anew for each request", async () => {
		const ask = await open();
		const served = [await ask("/octets"), await ask("/octets")].map(({ headers }) => headers.get("x-served"));
		expect(served).toEqual(["1", "2"]);
	});

	test("hands what a handler throws to the framework, and forgets the key", async () => {
		const ask = await open();
		const [first, again] = [await ask("/throws"), await ask("/throws")];
		for (const answer of [first, again]) {
			expect([answer.status, isReplay(answer)]).toEqual([402, false]);
			expect(await answer.text()).toContain("no funds");
		}
	});
});

describe("Fastify", () => {
	test.each(["/sends", "/stream"])("tells the author of a handler what can't be kept: %s", async (path) => {
		const ask = await fastifyApp();
		const answer = await ask(path);
		const complaint = path === "/stream" ? "a stream can't be kept" : "it doesn't send it";
		expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining(complaint)]);
		expect(isReplay(await ask(path))).toBe(false);
	});

	test("still limits contents itself", async () => {
		const ask = await fastifyApp();
		expect((await ask("/octets", JSON.stringify({ a: "x".repeat(200) }))).status).toBe(413);
	});
});

describe("Express", () => {
	test("takes an answer in pieces, and one that ends after its handler", async () => {
		const ask = await expressApp(express);
		const [first, again] = [await ask("/pieces"), await ask("/pieces")];
		for (const answer of [first, again]) {
			expect([answer.status, answer.headers.get("x-own"), await answer.text()]).toEqual([202, "yes", "one two"]);
		}
	});

	test("tells the author of a server whose parser keeps no octets", async () => {
		const ask = await expressApp(express);
		const answer = await ask("/unkept");
		expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining("verify: keepContent")]);
	});

	test("hands a content that it has read itself on to the handler", async () => {
		const app = express();
		const once = expressIdempotency(await guardInMemory(), { caller: () => "ann" });
		app.post(
			"/",
			once(async (request, response) => response.send(`got ${String(request.body)}`)),
		);
		app.put(
			"/",
			once(async (request, response) => response.send(`read ${request.readableEnded}`)),
		);
		const url = await listening(createServer(app));
		expect(await (await asking(url)("/", "five", "text/plain")).text()).toBe("got five");
		expect(await (await fetch(url, { method: "PUT", body: "five" })).text()).toBe("read false");
	});

	test("reads a content that no parser has read, up to its limit", async () => {
		const ask = await expressApp(express);
		expect((await ask("/octets", "x".repeat(100), "text/plain")).status).toBe(200);
		expect((await ask("/octets", "x".repeat(101), "text/plain")).status).toBe(413);
		expect((await ask("/octets", "y".repeat(100), "text/plain")).status).toBe(422);
	});
});
