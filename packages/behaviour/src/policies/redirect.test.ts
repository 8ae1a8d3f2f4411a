import type { Method } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { NO_CONTENT } from "../messages/content.ts";
import { followUp, REDIRECTS_AT_MOST } from "./redirect.ts";

const content = { body: { size: 30 } };

describe("who is sent on", () => {
	it.each<[Method, number, Method, boolean]>([
		["GET", 301, "GET", true],
		["POST", 301, "GET", false],
		["POST", 302, "GET", false],
		["DELETE", 302, "DELETE", true],
		["POST", 303, "GET", false],
		["GET", 303, "GET", false],
		["POST", 307, "POST", true],
		["POST", 308, "POST", true],
	])("having asked %s, by a %i, asks %s; with the body: %s", (method, status, next, keepsBody) => {
		expect(
			followUp({ request: `${method} /old`, fields: [], content }, { how: "answered", status, location: "/new" }, 0),
		).toEqual({
			...{ request: `${next} /new`, fields: [] },
			content: keepsBody ? content : NO_CONTENT,
		});
	});

	it("goes on for 20 redirects and no more", () => {
		const asked = { request: "GET /old", fields: [], content: NO_CONTENT } as const;
		const result = { how: "answered", status: 302, location: "/new" } as const;
		expect(followUp(asked, result, REDIRECTS_AT_MOST - 1)).toEqual({ ...asked, request: "GET /new" });
		expect(followUp(asked, result, REDIRECTS_AT_MOST)).toBeUndefined();
	});

	it("goes nowhere without an address, or without an answer", () => {
		const asked = { request: "GET /old", fields: [], content: NO_CONTENT } as const;
		expect(followUp(asked, { how: "answered", status: 304 }, 0)).toBeUndefined();
		expect(followUp(asked, { how: "reset" }, 0)).toBeUndefined();
	});
});
