import { once } from "node:events";
import {
	type ClientHttp2Session,
	type ClientHttp2Stream,
	connect as connectHttp2,
	createServer as createHttp2Server,
	type IncomingHttpHeaders,
	type OutgoingHttpHeaders,
	type ServerHttp2Stream,
} from "node:http2";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Body, bodyStart, textBody } from "../../messages/body.ts";
import { type HeaderField, plainReply, plainRequest } from "../../messages/http-message.ts";
import { hasNoBody } from "../http1/status.ts";
import { requestSection, responseSection } from "./fields.ts";
import { createHpackEncoder } from "./hpack-encoder.ts";
import { encodeHttp2Request } from "./request.ts";
import { encodeHttp2Response } from "./response.ts";

const PREFACE = 24;
const DATA = 0;
const HEADERS = 1;
const CONTINUATION = 9;
/** Flags that would add bytes of their own. */
const PADDED_OR_PRIORITY = 0x28;

interface Frame {
	readonly type: number;
	readonly flags: number;
	readonly stream: number;
	readonly payload: Buffer;
}

/** One question and its answer: fields in the order in which Node is given them, and content. */
interface Visit {
	readonly request: readonly HeaderField[];
	readonly content: Buffer;
	readonly response: readonly HeaderField[];
	readonly answer: Buffer;
}

/** What was on the wire of a session, and the fields that Node's client read of each answer. */
interface Recording {
	readonly up: readonly Frame[];
	readonly down: readonly Frame[];
	readonly heads: readonly IncomingHttpHeaders[];
}

function cutFrames(bytes: Buffer): Frame[] {
	const frames: Frame[] = [];
	for (let at = 0; at < bytes.length; ) {
		const end = at + 9 + bytes.readUIntBE(at, 3);
		const [type, flags] = [bytes.readUInt8(at + 3), bytes.readUInt8(at + 4)];
		frames.push({ type, flags, stream: bytes.readUInt32BE(at + 5), payload: bytes.subarray(at + 9, end) });
		at = end;
	}
	return frames;
}

/** The header block of each stream, in the order in which they were sent. */
function blocksOf(frames: readonly Frame[]): string[] {
	const blocks: string[] = [];
	for (const { type, flags, payload } of frames) {
		if (type === HEADERS) expect(flags & PADDED_OR_PRIORITY).toBe(0);
		if (type === HEADERS) blocks.push(payload.toString("hex"));
		if (type === CONTINUATION) blocks.push(`${blocks.pop()}${payload.toString("hex")}`);
	}
	return blocks;
}

/** All bytes of each stream's messages, with their frames' headers. */
function sizesOf(frames: readonly Frame[]): number[] {
	const sizes = new Map<number, number>();
	for (const { type, stream, payload } of frames) {
		if (![DATA, HEADERS, CONTINUATION].includes(type)) continue;
		sizes.set(stream, (sizes.get(stream) ?? 0) + 9 + payload.length);
	}
	return [...sizes.values()];
}

/** Fields as Node takes them; where a name comes again, its values are a list. */
function headersOf(fields: readonly HeaderField[]): OutgoingHttpHeaders {
	const headers: Record<string, string | string[]> = {};
	for (const [name, value] of fields) {
		const before = headers[name];
		headers[name] = before === undefined ? value : [before, value].flat();
	}
	return headers;
}

function encodeAll(sections: readonly (readonly HeaderField[])[]): string[] {
	const encoder = createHpackEncoder();
	return sections.map((fields) => Buffer.from(encoder.encode(fields)).toString("hex"));
}

async function listening(server: Server): Promise<number> {
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return (server.address() as AddressInfo).port;
}

let waiting: Visit[] = [];
let recorded: { up: Buffer[]; down: Buffer[] } = { up: [], down: [] };
const http2Server = createHttp2Server();
http2Server.on("stream", (stream: ServerHttp2Stream) => {
	const visit = waiting.shift();
	if (visit === undefined) return;
	stream.resume();
	stream.respond(headersOf(visit.response), { endStream: visit.answer.length === 0 });
	if (visit.answer.length > 0) stream.end(visit.answer);
});
let serverPort = 0;
/** Between client and server; keeps what passes. */
const recorder = createServer((socket) => {
	const onward = connect(serverPort, "127.0.0.1");
	const keep = (from: Socket, to: Socket, kept: Buffer[]): void => {
		from.setNoDelay(true);
		from.on("data", (chunk: Buffer) => {
			kept.push(chunk);
			to.write(chunk);
		});
		from.on("error", () => to.destroy());
		from.on("close", () => to.destroy());
	};
	keep(socket, onward, recorded.up);
	keep(onward, socket, recorded.down);
});
let port = 0;
beforeAll(async () => {
	serverPort = await listening(http2Server);
	port = await listening(recorder);
});
afterAll(() => {
	recorder.close();
	http2Server.close();
});

async function ask(session: ClientHttp2Session, { request, content }: Visit): Promise<IncomingHttpHeaders> {
	const stream: ClientHttp2Stream = session.request(headersOf(request), { endStream: content.length === 0 });
	if (content.length > 0) stream.end(content);
	stream.resume();
	let head: IncomingHttpHeaders = {};
	stream.on("response", (headers) => {
		head = headers;
	});
	await once(stream, "close");
	return head;
}

/** One visit after the other over one session of Node's client with Node's server. */
async function record(visits: readonly Visit[]): Promise<Recording> {
	waiting = [...visits];
	recorded = { up: [], down: [] };
	const { up, down } = recorded;
	const session = connectHttp2(`http://127.0.0.1:${port}`);
	const heads: IncomingHttpHeaders[] = [];
	for (const visit of visits) heads.push(await ask(session, visit));
	session.close();
	await once(session, "close");
	return { up: cutFrames(Buffer.concat(up).subarray(PREFACE)), down: cutFrames(Buffer.concat(down)), heads };
}

const NOTHING = Buffer.alloc(0);
/** Names with rules of their own, of the static table, and of nobody. */
const NAMES =
	`accept accept-charset accept-encoding accept-language age allow authorization cache-control cookie date etag
	expires from if-match if-modified-since if-none-match if-range last-modified link location max-forwards range referer
	retry-after server set-cookie strict-transport-security user-agent vary via x-a x-b priority roundtrip-call`.split(
		/\s+/,
	);
const names = fc
	.oneof(fc.constantFrom(...NAMES), fc.stringMatching(/^x-[!#-'*+.0-9^-z|~-]{1,20}$/))
	.filter((name) => name === name.toLowerCase());
/** Every byte that a value may have. */
const characters = fc.oneof(
	fc.nat({ max: 0x7e - 0x21 }).map((n) => n + 0x21),
	fc.nat({ max: 0x7f }).map((n) => n + 0x80),
);
const words = fc.array(characters, { minLength: 1, maxLength: 30 }).map((codes) => String.fromCharCode(...codes));
const values = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.constantFrom("", "a", "gzip, deflate", "no-cache", "session=0123456789", "session=0123456789ab"),
	},
	{ weight: 3, arbitrary: words },
	{ weight: 1, arbitrary: fc.array(words, { minLength: 1, maxLength: 4 }).map((all) => all.join(" ")) },
	{
		weight: 1,
		arbitrary: fc.tuple(words, fc.nat({ max: 3_200 })).map(([word, length]) => word.repeat(length).slice(0, length)),
	},
);
const fieldLists = fc.uniqueArray(fc.tuple(names, values), { selector: ([name]) => name, maxLength: 12 });
const cookies = fc.array(fc.tuple(fc.constant("set-cookie"), values), { maxLength: 2 });
const paths = fc.oneof(fc.constantFrom("/", "/index.html"), fc.stringMatching(/^\/[!-~]{0,40}$/));
const requestHeads = fc
	.tuple(fc.constantFrom("GET", "POST", "PUT", "HEAD", "DELETE"), fc.constantFrom("http", "https"), paths, fieldLists)
	.map(([method, scheme, path, fields]): readonly HeaderField[] => [
		[":method", method],
		[":scheme", scheme],
		[":authority", `${path.length}.bank`],
		[":path", path],
		...fields,
		["content-length", "0"],
	]);
const statuses = fc.constantFrom(200, 201, 202, 204, 206, 304, 400, 404, 409, 429, 500, 503, 599);
const responseHeads = fc
	.tuple(statuses, fieldLists, cookies)
	.map(([status, fields, more]): readonly HeaderField[] => [
		[":status", String(status)],
		...fields.filter(([name]) => name !== "set-cookie"),
		...more,
	]);

describe("a header block", () => {
	it("is the one that Node's http2 sends, whatever was sent before", async () => {
		const visits = fc.array(fc.tuple(requestHeads, responseHeads), { minLength: 1, maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(visits, async (pairs) => {
				const { up, down, heads } = await record(
					pairs.map(([request, response]) => ({ request, content: NOTHING, response, answer: NOTHING })),
				);
				expect(blocksOf(up)).toEqual(encodeAll(pairs.map(([request]) => request)));
				// Node's server adds the date as the last field where it is given none.
				const sent = pairs.map(([, response], nth): readonly HeaderField[] =>
					response.some(([name]) => name === "date") ? response : [...response, ["date", String(heads[nth]?.date)]],
				);
				expect(blocksOf(down)).toEqual(encodeAll(sent));
			}),
			{ seed: 171, numRuns: 150 },
		);
	});

	it("drops the oldest entries of its table where new ones need the room", async () => {
		const sections = Array.from({ length: 120 }, (_, nth): readonly HeaderField[] => [
			[":method", "GET"],
			[":scheme", "http"],
			[":authority", "bank"],
			[":path", "/"],
			["x-old", String(nth % 40)],
			["x-new", `${nth % 7}`.repeat(60 + nth)],
		]);
		const answer = responseSection(plainReply(204, { size: 0 }), 0);
		const { up } = await record(
			sections.map((request) => ({ request, content: NOTHING, response: answer, answer: NOTHING })),
		);
		expect(blocksOf(up)).toEqual(encodeAll(sections));
	});

	it("fills its table to the last byte, and keeps what is too large out of it", async () => {
		const start = requestSection(plainRequest("GET", "/", { size: 0 }), "bank", "e1.1", "http");
		const entry = (name: string, size: number): HeaderField => [name, "&".repeat(size - 32 - name.length)];
		const base = start.filter(([name]) => [":authority", "roundtrip-call", "accept"].includes(name));
		const taken = base.reduce((sum, [name, value]) => sum + 32 + name.length + value.length, 0);
		for (const more of [-1, 0, 1]) {
			const [first, second] = [entry("x-a", 2_000), entry("x-b", 4_096 - taken - 2_000 + more)];
			const sections = [
				[...start, first, second],
				[...start, first, second],
				[...start, entry("x-c", 3_072 + more)],
				start,
			];
			const visits = [...sections, ...sections].map((request): Visit => {
				return { request, content: NOTHING, response: [[":status", "200"]], answer: NOTHING };
			});
			const { up } = await record(visits);
			expect(blocksOf(up)).toEqual(encodeAll(visits.map(({ request }) => request)));
		}
	});

	it("has every byte of a value in the code that Node has for it", async () => {
		const bytes = [
			0x20,
			...Array.from({ length: 94 }, (_, n) => 0x21 + n),
			...Array.from({ length: 128 }, (_, n) => 0x80 + n),
		];
		// Zeros are short in Huffman's code, so that all of a value is written in it.
		const fields = bytes.map((byte): HeaderField => [`x-${byte}`, `0000000000${String.fromCharCode(byte)}0000000000`]);
		const [request, response] = [
			requestSection(plainRequest("GET", "/", { size: 0 }), "bank", "e1.1", "http"),
			[[":status", "200"]] as const,
		];
		const visits = [];
		for (let at = 0; at < fields.length; at += 60) {
			visits.push({ request: [...request, ...fields.slice(at, at + 60)], content: NOTHING, response, answer: NOTHING });
		}
		const { up } = await record(visits);
		expect(blocksOf(up)).toEqual(encodeAll(visits.map((visit) => visit.request)));
	});
});

describe("a whole message", () => {
	const methods = fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
	const bodies: fc.Arbitrary<Body> = fc.oneof(
		fc.constant<Body>({ size: 0 }),
		fc.constantFrom(1, 16_383, 16_384, 16_385, 30_000).map((size): Body => ({ size })),
		fc.nat({ max: 3_000 }).map((size): Body => ({ size })),
		fc.string({ unit: "binary", maxLength: 300 }).map(textBody),
	);
	const bytesOf = (body: Body): Buffer => Buffer.from(bodyStart(body, body.size), "latin1");
	const scenes = fc.record({
		method: methods,
		path: fc.stringMatching(/^\/[!-~]{0,40}$/),
		asked: bodies,
		status: statuses,
		answered: bodies,
		atMs: fc.nat({ max: 86_400_000 * 31 - 1 }),
	});

	it("has the size of the frames that Node's http2 sends for the same fields and content", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(scenes, { minLength: 1, maxLength: 6 }), async (all) => {
				const { up, down, heads } = await record(
					all.map(({ method, path, asked, status, answered, atMs }, nth) => ({
						request: requestSection(plainRequest(method, path, asked), "bank-2_x", `e1.${nth}`, "http"),
						content: bytesOf(asked),
						response: responseSection(plainReply(status, answered), atMs * 1e6),
						answer: method === "HEAD" || hasNoBody(status) ? NOTHING : bytesOf(answered),
					})),
				);
				const [client, server] = [createHpackEncoder(), createHpackEncoder()];
				const requests = all.map(({ method, path, asked }, nth) =>
					encodeHttp2Request(client, plainRequest(method, path, asked), "bank-2_x", `e1.${nth}`, "http"),
				);
				const responses = all.map(({ method, status, answered, atMs }) =>
					encodeHttp2Response(server, plainReply(status, answered), atMs * 1e6, method === "HEAD"),
				);
				expect(sizesOf(up)).toEqual(requests.map(({ size }) => size));
				expect(sizesOf(down)).toEqual(responses.map(({ size }) => size));
				expect(heads.map((head) => head[":status"])).toEqual(all.map(({ status }) => status));
			}),
			{ seed: 172, numRuns: 60 },
		);
	});

	it("goes on in CONTINUATION frames where its fields are long", async () => {
		for (const length of [16_000, 16_360, 16_384, 20_000, 40_000]) {
			const path = `/${"&".repeat(length - 1)}`;
			const request = requestSection(plainRequest("GET", path, { size: 0 }), "bank", "e1.1", "http");
			const { up } = await record([{ request, content: NOTHING, response: [[":status", "200"]], answer: NOTHING }]);
			const message = encodeHttp2Request(
				createHpackEncoder(),
				plainRequest("GET", path, { size: 0 }),
				"bank",
				"e1.1",
				"http",
			);
			expect(blocksOf(up)).toEqual(encodeAll([request]));
			expect(sizesOf(up)).toEqual([message.size]);
		}
	});
});
