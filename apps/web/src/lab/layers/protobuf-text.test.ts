import { dataOf, encodeData, encodePayload } from "@roundtrip/behaviour";
import type { Types } from "@roundtrip/model";
import { expect, test } from "vitest";
import { protobufText } from "./protobuf-text.ts";

const types: Types = {
	Author: { name: { kind: "text", bytes: 5 } },
	Post: { id: { kind: "number" }, author: { kind: "record", type: "Author" } },
};

test("fields have their numbers and the names of the scenario's types", () => {
	const octets = encodeData(types, { type: "Post" }, { id: 7, author: { name: "Grace" } });
	expect(protobufText(types, { is: "record", type: "Post" }, octets)).toBe(
		'1 id = 7\n2 author {\n  1 name = "Grace"\n}',
	);
});

test("a list is a message of its records", () => {
	const octets = encodeData(types, { type: "Post", count: 2 }, dataOf(types, { type: "Post", count: 2 }));
	const lines = protobufText(types, { is: "list", type: "Post" }, octets).split("\n");
	expect(lines.filter((line) => line === "1 items {")).toHaveLength(2);
});

test("what is cut short ends with an ellipsis, wherever it is cut", () => {
	const octets = encodePayload("a text of some length");
	expect(protobufText(types, { is: "payload" }, octets)).toBe('1 payload = "a text of some length"');
	for (let at = 1; at < octets.length; at++) {
		expect(protobufText(types, { is: "payload" }, octets.slice(0, at))).toMatch(/…$/);
	}
});
