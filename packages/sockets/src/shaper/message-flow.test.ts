import { fc, test } from "@fast-check/vitest";
import {
	BODY_KEPT,
	type Body,
	encodeRequest,
	encodeResponse,
	encodeWebSocketMessage,
	filling,
	plainReply,
	plainRequest,
} from "@roundtrip/behaviour";
import { expect } from "vitest";
import { createMessageFlow, type FlowingMessage, type FlowParts } from "./message-flow.ts";

const seed = 20_261_121;

/** A message as it travels, from the parts that a trace keeps and its filling. */
function bytesOf(head: string, body: Body): Buffer {
	return Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(filling(body.size), "latin1")]);
}

function chunksOf(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
	const places = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b);
	return [0, ...places].map((place, index) => bytes.subarray(place, places[index] ?? bytes.length));
}

/** The messages that are whole when all bytes have gone by. */
function readOf(chunks: readonly Buffer[], parts: FlowParts = {}): readonly FlowingMessage[] {
	const flow = createMessageFlow(parts);
	const seen = new Set(chunks.flatMap((chunk) => flow.take(chunk)).map(({ message }) => message));
	return [...seen].filter((message) => message.isComplete);
}

const sizes = fc.oneof(fc.nat(3_000), fc.constant(BODY_KEPT));
const cuts = fc.array(fc.nat(), { maxLength: 20 });

test.prop([sizes, cuts], { seed })("a request is read the same however its bytes are cut", (size, places) => {
	const body: Body = { size };
	const message = encodeRequest(plainRequest("POST", "/transfers", body), "bank", "e1.1");
	expect(readOf(chunksOf(bytesOf(message.head, body), places))).toMatchObject([message]);
});

test.prop([sizes, fc.integer({ min: 200, max: 599 }), cuts], { seed })(
	"a response is read the same however its bytes are cut",
	(size, status, places) => {
		const message = encodeResponse(plainReply(status, { size }), 0);
		const chunks = chunksOf(bytesOf(message.head, { size: message.size - message.head.length }), places);
		expect(readOf(chunks)).toMatchObject([message]);
	},
);

test("the answer to a HEAD says a length and has no content", () => {
	const message = encodeResponse(plainReply(200, { size: 500 }), 0, true);
	expect(readOf([Buffer.from(message.head, "latin1")], { hasContent: false })).toMatchObject([message]);
});

test.prop([fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 5 }), cuts], { seed })(
	"a stream in chunks is a head, its items and an end, however its bytes are cut",
	(lengths, places) => {
		const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
		const items = lengths.map((length) => `${length.toString(16)}\r\n${filling(length)}\r\n`);
		const bytes = Buffer.from(`${head}${items.join("")}0\r\n\r\n`, "latin1");
		expect(readOf(chunksOf(bytes, places), { stream: "rest" })).toMatchObject([
			{ head, size: head.length, isHead: true, summary: "200 OK" },
			...items.map((item, index) => ({ item: index + 1, size: item.length, summary: `item ${index + 1}` })),
			{ item: "end", size: 5, summary: "end" },
		]);
	},
);

test.prop([fc.array(fc.nat(70_000), { maxLength: 4 }), cuts], { seed })(
	"a WebSocket is a head, its messages and a close, however its bytes are cut",
	(lengths, places) => {
		const head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
		const frames = lengths.map((length) => encodeWebSocketMessage({ is: "text", text: filling(length) }));
		const close = encodeWebSocketMessage({ is: "close", code: 1000 });
		const bytes = Buffer.from(`${head}${frames.join("")}${close}`, "latin1");
		expect(readOf(chunksOf(bytes, places), { stream: "websocket" })).toMatchObject([
			{ head, isHead: true },
			...frames.map((frame, index) => ({ item: index + 1, size: frame.length })),
			{ item: "end", size: 4 },
		]);
	},
);
