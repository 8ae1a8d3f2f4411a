import { describe, expect, it } from "vitest";
import { encodeConnectEnd } from "./item.ts";
import { connectErrorReply, connectReply, connectStreamReply } from "./reply.ts";
import { connectRequest } from "./request.ts";

describe("a call of Connect", () => {
	it("with one answer is plain content", () => {
		const request = connectRequest({
			...{ service: "Feed", method: "List", codec: "json", isStream: false, message: "{}", timeoutMs: 250 },
		});
		expect(request).toEqual({
			method: "POST",
			path: "/Feed/List",
			fields: [
				["connect-protocol-version", "1"],
				["connect-timeout-ms", "250"],
				["content-type", "application/json"],
				["user-agent", "connect-es/2.1.2"],
			],
			body: { size: 2, octets: "{}" },
			isStreamed: true,
		});
		expect(connectReply("proto", "abc").fields).toEqual([["content-type", "application/proto"]]);
	});

	it("with many is a stream of envelopes, whose last one says what became of it", () => {
		const request = connectRequest({ service: "Feed", method: "Watch", codec: "proto", isStream: true, message: "a" });
		expect(request.body.octets).toBe("\0\0\0\0\x01a");
		expect(connectStreamReply("json").fields).toEqual([["content-type", "application/connect+json"]]);
		expect(encodeConnectEnd({ code: "ok" })).toBe("\x02\0\0\0\x02{}");
		expect(encodeConnectEnd({ code: "data-loss", message: "é" }).slice(5)).toBe(
			'{"error":{"code":"data_loss","message":"\xc3\xa9"}}',
		);
	});

	it("that fails has a status of HTTP", () => {
		const { status, fields, body } = connectErrorReply({ code: "deadline-exceeded" });
		expect([status, body.octets]).toEqual([504, '{"code":"deadline_exceeded"}']);
		expect(fields).toContainEqual(["content-type", "application/json"]);
	});
});
