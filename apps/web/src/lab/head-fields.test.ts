import { describe, expect, it } from "vitest";
import { headOf } from "./head-fields.ts";

describe("the head of a message", () => {
	it("is a start line and fields", () => {
		expect(headOf("POST /transfers HTTP/1.1\r\nhost: bank\r\ncontent-length: 3\r\n\r\n")).toEqual({
			startLine: "POST /transfers HTTP/1.1",
			fields: [
				{ name: "host", value: "bank" },
				{ name: "content-length", value: "3" },
			],
		});
	});

	it("keeps the colons of a value", () => {
		expect(headOf("GET / HTTP/1.1\r\nhost: [::1]:80\r\n").fields).toEqual([{ name: "host", value: "[::1]:80" }]);
	});
});
