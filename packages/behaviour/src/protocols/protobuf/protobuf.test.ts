import type { Types } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { encodeData, encodePayload } from "./encode.ts";
import { payloadJson, protoJsonOf } from "./json.ts";
import { printProtoFile } from "./print.ts";
import { protoFiles, type RpcRoute } from "./schema.ts";

const BLOG: Types = {
	Author: { name: { kind: "text", bytes: 10 } },
	Post: {
		id: { kind: "number" },
		title: { kind: "text", bytes: 12 },
		hot: { kind: "flag" },
		author: { kind: "record", type: "Author" },
		comments: { kind: "list", count: 2, type: "Comment" },
	},
	Comment: { text: { kind: "text", bytes: 5 } },
	Unasked: { id: { kind: "number" } },
};

const UNARY = { up: false, down: false };

function printed(types: Types, routes: readonly RpcRoute[]): readonly string[] {
	return protoFiles(types, routes).map(printProtoFile);
}

describe("data in Protocol Buffers", () => {
	it("has its fields by number, and lacks those that say nothing", () => {
		const post = { id: 300, title: "é", hot: true, author: { name: "" }, comments: [{ text: "a" }, { text: "" }] };
		expect(encodeData(BLOG, { type: "Post" }, post)).toBe(
			"\x08\xac\x02\x12\x02\xc3\xa9\x18\x01\x22\x00\x2a\x03\x0a\x01a\x2a\x00",
		);
		expect(encodeData(BLOG, { type: "Author" }, { name: "" })).toBe("");
	});

	it("is a message of its records where it is a list", () => {
		const list = [{ text: "a" }, { text: "b" }];
		expect(encodeData(BLOG, { type: "Comment", count: 2 }, list)).toBe("\x0a\x03\x0a\x01a\x0a\x03\x0a\x01b");
	});

	it("says how long it is in as many bytes as that takes", () => {
		expect(encodePayload("x".repeat(127))).toHaveLength(129);
		expect(encodePayload("x".repeat(128))).toHaveLength(131);
		expect(encodePayload("")).toBe("");
	});

	it("is JSON as proto3 has it", () => {
		expect(protoJsonOf([{ id: 0, hot: false, text: "a", author: { name: "" }, comments: [] }])).toBe(
			'{"items":[{"text":"a","author":{}}]}',
		);
		expect([payloadJson(""), payloadJson("a")]).toEqual(["{}", '{"payload":"a"}']);
	});
});

describe("a file of proto3", () => {
	it("has the services of the routes, and the messages that they need", () => {
		const routes: readonly RpcRoute[] = [
			{ service: "Feed", method: "List", data: { type: "Post", count: 20 }, streams: UNARY },
			{ service: "Feed", method: "Watch", data: { type: "Post" }, streams: { up: false, down: true } },
			{ service: "Feed", method: "Put", streams: { up: true, down: false } },
		];
		expect(printed(BLOG, routes)).toEqual([
			`syntax = "proto3";

service Feed {
  rpc List(Request) returns (PostList);
  rpc Watch(Request) returns (stream Post);
  rpc Put(stream Request) returns (Reply);
}

message Request {
  string payload = 1;
}

message PostList {
  repeated Post items = 1;
}

message Reply {
  string payload = 1;
}

message Author {
  string name = 1;
}

message Post {
  int32 id = 1;
  string title = 2;
  bool hot = 3;
  Author author = 4;
  repeated Comment comments = 5;
}

message Comment {
  string text = 1;
}
`,
		]);
	});

	it("is there once for each package", () => {
		const routes: readonly RpcRoute[] = [
			{ service: "blog.v1.Feed", method: "List", data: { type: "Author" }, streams: UNARY },
			{ service: "Feed", method: "List", streams: UNARY },
		];
		expect(protoFiles(BLOG, routes).map(({ name }) => name)).toEqual(["blog/v1/scenario.proto", "scenario.proto"]);
		expect(printed(BLOG, routes)[0]).toContain("package blog.v1;\n\nservice Feed {");
	});

	it("gives messages other names where a service or another message has theirs", () => {
		const types: Types = { Author: { of: { kind: "record", type: "Reply" } }, Reply: { id: { kind: "number" } } };
		const [file = ""] = printed(types, [
			{ service: "Author", method: "Get", data: { type: "Author" }, streams: UNARY },
			{ service: "Author", method: "Put", streams: UNARY },
		]);
		expect(file).toContain("returns (AuthorMessage)");
		expect(file).toContain("message AuthorMessage {\n  Reply of = 1;\n}");
		expect(file).toContain("returns (ReplyMessage)");
	});
});
