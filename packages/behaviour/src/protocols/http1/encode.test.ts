import { once } from "node:events";
import {
	createServer as createHttpServer,
	request as httpRequest,
	type IncomingMessage,
	type ServerResponse,
} from "node:http";
import { type AddressInfo, connect, createServer, type Server as NetServer } from "node:net";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Body, bodyStart, textBody } from "../../messages/body.ts";
import { plainReply, plainRequest } from "../../messages/http-message.ts";
import type { Http1Message } from "./message.ts";
import { encodeRequest } from "./request.ts";
import { encodeResponse } from "./response.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const bodies: fc.Arbitrary<Body> = fc.oneof(
	fc.nat({ max: 3_000 }).map((size): Body => ({ size })),
	fc.string({ unit: "binary", maxLength: 300 }).map(textBody),
	fc.constant<Body>({ size: 0 }),
);
const statuses = fc.constantFrom(200, 201, 202, 204, 301, 304, 404, 409, 429, 500, 502, 503, 504, 599, 299);

/** All bytes of a message; the encoder keeps only the begin of its content. */
function bytesOf({ head }: Http1Message, body: Body): Buffer {
	return Buffer.from(head + bodyStart(body, body.size), "latin1");
}

async function listening(server: NetServer): Promise<number> {
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return (server.address() as AddressInfo).port;
}

describe("a request by its bytes", () => {
	let arrived: ((request: IncomingMessage, content: Buffer) => void) | undefined;
	const server = createHttpServer((request, response) => {
		void answer(request, response);
	});
	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		arrived?.(request, await buffer(request));
		response.end();
	}
	let port = 0;
	beforeAll(async () => {
		port = await listening(server);
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});

	async function readBack(message: Http1Message, body: Body): Promise<{ request: IncomingMessage; content: Buffer }> {
		const socket = connect(port, "127.0.0.1");
		const reading = new Promise<{ request: IncomingMessage; content: Buffer }>((resolve, reject) => {
			arrived = (request, content) => resolve({ request, content });
			// What is no HTTP is answered by the server itself.
			socket.on("data", (chunk) => String(chunk).startsWith("HTTP/1.1 400") && reject(new Error("refused as no HTTP")));
		});
		socket.write(bytesOf(message, body));
		const read = await reading;
		socket.destroy();
		return read;
	}

	it("is read by Node's own parser as what it says", async () => {
		const paths = fc.stringMatching(/^\/[!-~]{0,40}$/);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...METHODS), paths, bodies, async (method, path, body) => {
				const message = encodeRequest(plainRequest(method, path, body), "bank-2_x", "e1.2/3");
				const { request, content } = await readBack(message, body);
				expect([request.method, request.url, request.httpVersion]).toEqual([method, path, "1.1"]);
				expect(request.headers).toMatchObject({
					host: "bank-2_x",
					"roundtrip-call": "e1.2/3",
					connection: "keep-alive",
				});
				expect(content.length).toBe(body.size);
				expect(message.size).toBe(bytesOf(message, body).length);
				expect(content.toString("latin1").startsWith(message.body)).toBe(true);
			}),
			{ seed: 151, numRuns: 60 },
		);
	});

	it("says the length of its content where its method may have one", () => {
		expect(encodeRequest(plainRequest("POST", "/x", { size: 0 }), "bank", "e1.1").head).toContain(
			"\r\ncontent-length: 0\r\n",
		);
		expect(encodeRequest(plainRequest("GET", "/x", { size: 0 }), "bank", "e1.1").head).not.toContain("content-length");
		expect(encodeRequest(plainRequest("GET", "/x", { size: 3 }), "bank", "e1.1").head).toContain(
			"\r\ncontent-length: 3\r\n",
		);
	});

	it("stays the same from version to version", () => {
		const message = encodeRequest(plainRequest("POST", "/transfers", textBody('{"amount":100}')), "bank", "e1.1");
		expect(message).toEqual({
			summary: "POST /transfers",
			head: [
				"POST /transfers HTTP/1.1",
				"host: bank",
				"connection: keep-alive",
				"roundtrip-call: e1.1",
				"accept: */*",
				"content-type: application/json",
				"content-length: 14",
				"\r\n",
			].join("\r\n"),
			body: '{"amount":100}',
			size: 165,
		});
	});
});

describe("a response by its bytes", () => {
	let next: Buffer = Buffer.alloc(0);
	const server = createServer((socket) => {
		socket.on("error", () => undefined);
		socket.once("data", () => socket.write(next));
	});
	let port = 0;
	beforeAll(async () => {
		port = await listening(server);
	});
	afterAll(() => {
		server.close();
	});

	async function readBack(bytes: Buffer, method: string): Promise<{ response: IncomingMessage; content: Buffer }> {
		next = bytes;
		const asking = httpRequest({ port, host: "127.0.0.1", method, agent: false }).end();
		const [response] = (await once(asking, "response")) as [IncomingMessage];
		const content = await buffer(response);
		asking.destroy();
		return { response, content };
	}

	it("is read by Node's own parser as what it says", async () => {
		await fc.assert(
			fc.asyncProperty(
				statuses,
				bodies,
				fc.nat({ max: 86_400_000 * 31 - 1 }),
				fc.boolean(),
				async (status, body, atMs, isHead) => {
					const message = encodeResponse(plainReply(status, body), atMs * 1e6, isHead);
					const isBare = isHead || status === 204 || status === 304;
					const bytes = bytesOf(message, isBare ? { size: 0 } : body);
					const { response, content } = await readBack(bytes, isHead ? "HEAD" : "GET");
					expect(response.statusCode).toBe(status);
					expect(content.length).toBe(isBare ? 0 : body.size);
					expect(message.size).toBe(bytes.length);
					expect(response.headers["content-length"]).toBe(
						status === 204 || status === 304 ? undefined : String(body.size),
					);
					expect(message.summary).toBe(`${status} ${response.statusMessage}`);
				},
			),
			{ seed: 152, numRuns: 60 },
		);
	});

	it("bears the date of its virtual moment, in the form of HTTP", () => {
		const begin = Date.UTC(2026, 0, 1);
		fc.assert(
			fc.property(fc.nat({ max: 86_400_000 * 31 - 1 }), (ms) => {
				const date = /\r\nDate: (.*)\r\n/.exec(encodeResponse(plainReply(200, { size: 0 }), ms * 1e6).head)?.[1];
				expect(date).toBe(new Date(begin + ms).toUTCString());
			}),
			{ seed: 153, numRuns: 500 },
		);
	});

	it("says first where it sends its asker on to", () => {
		const { head } = encodeResponse({ ...plainReply(302, { size: 4 }), fields: [["location", "/new"]] }, 0);
		expect(head).toMatch(/^HTTP\/1\.1 302 Found\r\nlocation: \/new\r\ncontent-type: /);
	});

	it("stays the same from version to version", () => {
		expect(encodeResponse(plainReply(201, { size: 4 }), 0)).toEqual({
			summary: "201 Created",
			head: [
				"HTTP/1.1 201 Created",
				"content-type: text/plain; charset=utf-8",
				"content-length: 4",
				"Date: Thu, 01 Jan 2026 00:00:00 GMT",
				"Connection: keep-alive",
				"\r\n",
			].join("\r\n"),
			body: "Ther",
			size: 149,
		});
	});
});

describe("what becomes of a connection after a message", () => {
	it("is said by the message itself, and by no other field that sounds like it", () => {
		const own = [["x-note", "connection: keep-alive"]] as const;
		const request = encodeRequest({ ...plainRequest("GET", "/"), fields: own }, "api", "e1.1", "close");
		expect(request.head).toContain(
			"\r\nconnection: close\r\nroundtrip-call: e1.1\r\nx-note: connection: keep-alive\r\n",
		);
		const response = encodeResponse({ ...plainReply(200), fields: own }, 0, false, "close");
		expect(response.head).toContain("x-note: connection: keep-alive\r\n");
		expect(response.head).toContain("\r\nConnection: close\r\n");
	});

	it("is a length of 0 for a stream that turns out to be empty, as undici writes it", () => {
		const request = encodeRequest({ ...plainRequest("POST", "/"), isStreamed: true }, "api", "e1.1");
		expect(request.head).toMatch(/\r\ncontent-length: 0\r\n\r\n$/);
		expect(request.size).toBe(request.head.length);
	});
});
