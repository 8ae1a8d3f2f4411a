import { expect, test } from "vitest";
import { textBody } from "../../messages/body.ts";
import { plainReply, plainRequest } from "../../messages/http-message.ts";
import { createHpackEncoder } from "./hpack-encoder.ts";
import { encodeHttp2Request } from "./request.ts";
import { encodeHttp2Response } from "./response.ts";

test("a request stays the same from version to version, and the next one of its connection is shorter", () => {
	const encoder = createHpackEncoder();
	const ask = (call: string) =>
		encodeHttp2Request(encoder, plainRequest("POST", "/transfers", textBody('{"amount":100}')), "bank", call, "https");
	const message = {
		summary: "POST /transfers",
		head: [
			":method: POST",
			":scheme: https",
			":authority: bank",
			":path: /transfers",
			"roundtrip-call: e1.1",
			"accept: */*",
			"content-type: application/json",
			"content-length: 14",
			"",
		].join("\r\n"),
		body: '{"amount":100}',
		size: 87,
		headBytes: 55,
		bodyBytes: 14,
	};
	expect(ask("e1.1")).toEqual(message);
	const next = ask("e1.2");
	expect(next).toEqual({ ...message, head: message.head.replace("e1.1", "e1.2"), size: 57, headBytes: 25 });
});

test("a response stays the same from version to version", () => {
	const encoder = createHpackEncoder();
	const message = {
		summary: "201 Created",
		head: [
			":status: 201",
			"content-type: text/plain; charset=utf-8",
			"content-length: 4",
			"date: Thu, 01 Jan 2026 00:00:00 GMT",
			"",
		].join("\r\n"),
		body: "Ther",
		size: 0,
		headBytes: 0,
		bodyBytes: 4,
	};
	expect(encodeHttp2Response(encoder, plainReply(201, { size: 4 }), 0)).toEqual({
		...message,
		size: 74,
		headBytes: 52,
	});
	expect(encodeHttp2Response(encoder, plainReply(201, { size: 4 }), 0)).toEqual({ ...message, size: 29, headBytes: 7 });
});

test("a message without content is its HEADERS frame alone", () => {
	const encoder = createHpackEncoder();
	for (const [status, answersHead] of [
		[204, false],
		[304, false],
		[200, true],
	] as const) {
		const message = encodeHttp2Response(encoder, plainReply(status, { size: 5_000 }), 0, answersHead);
		expect(message).toMatchObject({ bodyBytes: 0, body: "", size: 9 + message.headBytes });
		expect(message.head.includes("content-length: 5000")).toBe(answersHead);
	}
});
