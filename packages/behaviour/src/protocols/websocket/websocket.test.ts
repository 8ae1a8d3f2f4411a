import { constants, deflateRawSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binaryBody } from "../../messages/body.ts";
import { deflatedFrame } from "./deflated.ts";
import { createPulse, PING, pongOf } from "./heartbeat.ts";
import { encodeWebSocketMessage, type WebSocketMessage } from "./item.ts";
import { acceptOf, webSocketKey } from "./key.ts";
import { masked } from "./mask.ts";
import { type WebSocketItem, WebSocketParser } from "./parser.ts";
import { encodeUpgradeReply } from "./reply.ts";
import { encodeUpgradeRequest } from "./request.ts";

const octets = (max: number) => fc.uint8Array({ maxLength: max }).map((bytes) => Buffer.from(bytes).toString("latin1"));
const masks = fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => Buffer.from(bytes).toString("latin1"));
const messages: fc.Arbitrary<WebSocketMessage> = fc.oneof(
	fc.record({ is: fc.constant("text" as const), text: fc.string({ unit: "grapheme", maxLength: 200 }) }),
	fc.record({ is: fc.constant("binary" as const), octets: octets(300) }),
	fc.record({
		is: fc.constant("binary" as const),
		octets: fc.constantFrom(125, 126, 65_535, 65_536).map((n) => "x".repeat(n)),
	}),
	fc.record({ is: fc.constantFrom("ping" as const, "pong" as const), octets: octets(125) }),
);

function readAll(
	bytes: string,
	from: "client" | "server",
	cuts: readonly number[] = [],
	limit?: number,
): WebSocketItem[] {
	const parser = new WebSocketParser({ from, ...(limit === undefined ? {} : { limit }) });
	const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((one, other) => one - other), bytes.length];
	return at.slice(1).flatMap((end, index) => parser.take(bytes.slice(at[index], end)));
}

describe("messages of a WebSocket", () => {
	it("are read back as they were written, masked or not, however their bytes are cut", () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(messages, masks), { maxLength: 6 }),
				fc.boolean(),
				fc.array(fc.nat(), { maxLength: 10 }),
				(all, isClient, cuts) => {
					const bytes = all.map(([message, mask]) => encodeWebSocketMessage(message, isClient ? mask : undefined));
					const read = readAll(bytes.join(""), isClient ? "client" : "server", cuts);
					expect(read).toEqual(all.map(([message]) => message));
				},
			),
			{ seed: 331, numRuns: 200 },
		);
	});

	it("are those of the RFC's examples", () => {
		expect(encodeWebSocketMessage({ is: "text", text: "Hello" })).toBe("\x81\x05Hello");
		expect(encodeWebSocketMessage({ is: "text", text: "Hello" }, "\x37\xfa\x21\x3d")).toBe(
			"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58",
		);
		expect(readAll("\x01\x03Hel\x89\x02hi\x80\x02lo", "server")).toEqual([
			{ is: "ping", octets: "hi" },
			{ is: "text", text: "Hello" },
		]);
	});

	it("end with a close, which has a code and a reason or neither", () => {
		const close: WebSocketMessage = { is: "close", code: 1001, reason: "à bientôt" };
		expect(readAll(`${encodeWebSocketMessage(close)}\x81\x01x`, "server")).toEqual([close]);
		expect(readAll(encodeWebSocketMessage({ is: "close" }), "server")).toEqual([{ is: "close" }]);
	});

	it("are masked by their own inverse", () => {
		fc.assert(
			fc.property(octets(20), masks, (text, mask) => {
				expect(masked(masked(text, mask), mask)).toBe(text);
			}),
			{ seed: 332 },
		);
	});

	it("of control are short", () => {
		expect(() => encodeWebSocketMessage({ is: "ping", octets: "x".repeat(126) })).toThrow("at most 125 bytes");
	});
});

describe("a WebSocket fails", () => {
	it.each([
		["a reserved bit", "\xc1\x01a", 1002],
		["an unknown opcode", "\x83\x01a", 1002],
		["a mask that nobody asked for", "\x81\x81aaaab", 1002],
		["a cut ping", "\x09\x01a", 1002],
		["a long ping", "\x89\x7e\x00\x80", 1002],
		["a continuation of nothing", "\x80\x01a", 1002],
		["a text within a text", "\x01\x01a\x81\x01b", 1002],
		["half a close code", "\x88\x01a", 1002],
		["a close code that is never sent", "\x88\x02\x03\xed", 1002],
		["a text that is no UTF-8", "\x81\x02\xc3\x28", 1007],
		["a reason that is no UTF-8", "\x88\x03\x03\xe8\xff", 1007],
		["a frame beyond the limit", "\x82\x7f\x00\x00\x00\x01\x00\x00\x00\x00", 1009],
		["a message beyond the limit", `\x02\x50${"a".repeat(80)}\x80\x50${"a".repeat(80)}`, 1009],
	])("at %s", (_, bytes, code) => {
		const read = readAll(`${bytes}\x81\x01z`, "server", [], 100);
		expect(read).toMatchObject([{ is: "failed", code }]);
	});

	it("at a client's frame without a mask", () => {
		expect(readAll("\x81\x01a", "client")).toMatchObject([{ is: "failed", code: 1002 }]);
	});

	it("and never throws at whatever comes", () => {
		fc.assert(
			fc.property(fc.array(octets(40), { maxLength: 5 }), fc.constantFrom("client", "server"), (parts, from) => {
				const parser = new WebSocketParser({ from });
				for (const part of parts) parser.take(part);
			}),
			{ seed: 333, numRuns: 1_000 },
		);
	});
});

describe("an upgrade", () => {
	it("is accepted with the answer of the RFC's example", () => {
		const key = webSocketKey(new TextEncoder().encode("the sample nonce"));
		expect(key).toBe("dGhlIHNhbXBsZSBub25jZQ==");
		expect(acceptOf(key)).toBe("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
	});

	it("has a key in Base64, whatever its bytes are", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
				expect(webSocketKey(bytes)).toBe(Buffer.from(bytes).toString("base64"));
			}),
			{ seed: 334 },
		);
	});

	it("stays the same from version to version", () => {
		const key = "dGhlIHNhbXBsZSBub25jZQ==";
		expect(encodeUpgradeRequest("hall", "e1.1", { path: "/chat", key, protocols: ["a", "b"] }).head).toBe(
			[
				"GET /chat HTTP/1.1",
				"host: hall",
				"roundtrip-call: e1.1",
				"Sec-WebSocket-Version: 13",
				`Sec-WebSocket-Key: ${key}`,
				"Connection: Upgrade",
				"Upgrade: websocket",
				"Sec-WebSocket-Protocol: a,b",
				"\r\n",
			].join("\r\n"),
		);
		expect(encodeUpgradeReply(key, "a").head).toBe(
			[
				"HTTP/1.1 101 Switching Protocols",
				"Upgrade: websocket",
				"Connection: Upgrade",
				"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
				"Sec-WebSocket-Protocol: a",
				"\r\n",
			].join("\r\n"),
		);
	});
});

describe("heartbeats", () => {
	it("are frames of 2 bytes, and of 6 from a client, which masks", () => {
		expect(PING.octets).toBe("\x89\x00");
		const pong = pongOf({ seed: 1, call: "e1.1" }, 3);
		expect(pong.size).toBe(6);
		expect(readAll(pong.octets ?? "", "client")).toEqual([{ is: "pong", octets: "" }]);
	});

	it("count as unanswered until an answer has come, however late in the interval", () => {
		const pulse = createPulse();
		expect([pulse.beat(), pulse.isAnswered, pulse.beat()]).toEqual([1, false, undefined]);
		pulse.answered();
		expect([pulse.isAnswered, pulse.beat()]).toEqual([true, 2]);
	});
});

describe("compressed messages", () => {
	const deflate = (plain: string): string =>
		deflateRawSync(Buffer.from(plain, "latin1"), { finishFlush: constants.Z_SYNC_FLUSH })
			.subarray(0, -4)
			.toString("latin1");
	const inflate = (plain: string): string =>
		inflateRawSync(Buffer.concat([Buffer.from(plain, "latin1"), Buffer.from([0, 0, 0xff, 0xff])]), {
			finishFlush: constants.Z_SYNC_FLUSH,
		}).toString("latin1");

	it.each(["client", "server"] as const)("of a %s are smaller, and read back where that was agreed upon", (from) => {
		const text = "há ".repeat(2_000);
		const mask = from === "client" ? "\x01\x02\x03\x04" : undefined;
		const frame = binaryBody(encodeWebSocketMessage({ is: "text", text }, mask));
		const packed = deflatedFrame(frame, from, deflate);
		expect(packed.size).toBeLessThan(100);
		const sent = packed.octets ?? "";
		expect(new WebSocketParser({ from, inflate }).take(sent)).toEqual([{ is: "text", text }]);
		expect(new WebSocketParser({ from }).take(sent)).toMatchObject([{ is: "failed", code: 1002 }]);
		expect(new WebSocketParser({ from, inflate, limit: 5_000 }).take(sent)).toMatchObject([
			{ is: "failed", code: 1009 },
		]);
	});

	it("are those of 1 KiB and more", () => {
		const frame = binaryBody(encodeWebSocketMessage({ is: "text", text: "x".repeat(1_023) }));
		expect(deflatedFrame(frame, "server", deflate)).toBe(frame);
	});
});
