import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOfHttpStatus, codeOfNumber, codeOfReply, GRPC_CODES } from "./code.ts";
import { type EnvelopeItem, EnvelopeParser, encodeEnvelope } from "./item.ts";
import { grpcReply, grpcTrailers } from "./reply.ts";
import { grpcRequest } from "./request.ts";

const octets = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString("latin1"));

describe("messages after their length", () => {
	it("are read back, however their bytes are cut", () => {
		const envelopes = fc.array(fc.record({ flags: fc.constantFrom(0, 1, 2), message: octets }), { maxLength: 5 });
		fc.assert(
			fc.property(envelopes, fc.array(fc.nat(), { maxLength: 8 }), (all, cuts) => {
				const bytes = all.map(({ message, flags }) => encodeEnvelope(message, flags)).join("");
				const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((one, other) => one - other), bytes.length];
				const parser = new EnvelopeParser();
				const read = at
					.slice(1)
					.flatMap((end, index): readonly EnvelopeItem[] => parser.take(bytes.slice(at[index], end)));
				expect(read).toEqual(all);
				expect(parser.held).toBe(0);
			}),
			{ seed: 341 },
		);
	});

	it("have four bytes for it, the largest first", () => {
		expect(encodeEnvelope("x".repeat(0x1_02_03)).slice(0, 5)).toBe("\x00\x00\x01\x02\x03");
	});

	it("are given up where one is longer than its reader can bear", () => {
		const parser = new EnvelopeParser(10);
		expect(parser.take(encodeEnvelope("x".repeat(10)))).toHaveLength(1);
		expect(parser.take("\x00\xff\xff\xff\xff")).toEqual(["too-long"]);
		expect(parser.take(encodeEnvelope("x"))).toEqual([]);
	});

	it("that are cut off are known to be", () => {
		const parser = new EnvelopeParser();
		parser.take(encodeEnvelope("abc").slice(0, -1));
		expect(parser.held).toBe(7);
	});
});

describe("a call of gRPC", () => {
	it("begins with its first message, and says what is left of its time", () => {
		const { method, path, fields, body } = grpcRequest({
			...{ service: "blog.v1.Feed", method: "List", message: "a", timeoutMs: 1_500, compressions: ["gzip", "br"] },
		});
		expect([method, path, body]).toEqual(["POST", "/blog.v1.Feed/List", { size: 6, octets: "\0\0\0\0\x01a" }]);
		expect(fields).toEqual([
			["content-type", "application/grpc+proto"],
			["grpc-accept-encoding", "gzip,br"],
			["grpc-timeout", "1500m"],
			["te", "trailers"],
			["user-agent", "connect-es/2.1.2"],
		]);
	});

	it("that may take days says so in seconds, since there are but eight digits", () => {
		const { fields } = grpcRequest({ service: "S", method: "M", timeoutMs: 100_000_001 });
		expect(fields).toContainEqual(["grpc-timeout", "100001S"]);
	});

	it("ends with trailers that say what became of it", () => {
		expect(grpcReply("a", { code: "ok" }).trailers).toEqual([["grpc-status", "0"]]);
		expect(grpcTrailers({ code: "not-found", message: "not é here" })).toEqual([
			["grpc-message", "not%20%C3%A9%20here"],
			["grpc-status", "5"],
		]);
	});

	it("has a code for every status that a route may answer", () => {
		expect([200, 204, 404, 409, 418, 429, 500, 503].map(codeOfReply)).toEqual([
			...["ok", "ok", "not-found", "aborted", "unknown", "resource-exhausted", "internal", "unavailable"],
		]);
		expect([200, 400, 404, 429, 502].map(codeOfHttpStatus)).toEqual([
			...["unknown", "internal", "unimplemented", "unavailable", "unavailable"],
		]);
		expect(Object.values(GRPC_CODES).map(codeOfNumber)).toEqual(Object.keys(GRPC_CODES));
		expect(codeOfNumber(99)).toBe("unknown");
	});
});
