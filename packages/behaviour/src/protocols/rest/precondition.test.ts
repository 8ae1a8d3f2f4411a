import type { Method } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { textBody } from "../../messages/body.ts";
import type { HeaderField, HttpReply } from "../../messages/http-message.ts";
import { conditional, preconditionOf } from "./precondition.ts";

const NOW = Date.UTC(2026, 0, 1);
const CHANGED = "Thu, 01 Jan 2026 00:00:10 GMT";
const BEFORE = "Thu, 01 Jan 2026 00:00:09 GMT";
const CURRENT = { etag: '"one"', lastModifiedMs: NOW + 10_000 };

function outcome(
	method: Method,
	fields: readonly HeaderField[],
	current: typeof CURRENT | undefined = CURRENT,
): string {
	return preconditionOf({ method, path: "/", fields, body: { size: 0 } }, current, NOW);
}

describe("the conditions of a request, in the order of section 13.2.2", () => {
	it.each<[string, Method, readonly HeaderField[], string]>([
		["without any, it is done", "GET", [], "perform"],
		["the client's copy is still right", "GET", [["if-none-match", '"one"']], "not-modified"],
		["also a weak one", "GET", [["if-none-match", 'W/"one"']], "not-modified"],
		["or one of several", "HEAD", [["if-none-match", '"x", "one"']], "not-modified"],
		[
			"in lines of their own",
			"GET",
			[
				["if-none-match", '"x"'],
				["if-none-match", '"one"'],
			],
			"not-modified",
		],
		["the client's copy is another", "GET", [["if-none-match", '"two"']], "perform"],
		["anything will do", "GET", [["if-none-match", "*"]], "not-modified"],
		["nothing was to be there yet", "PUT", [["if-none-match", "*"]], "failed"],
		["nothing has changed since", "GET", [["if-modified-since", CHANGED]], "not-modified"],
		["something has", "GET", [["if-modified-since", BEFORE]], "perform"],
		["that counts for reading alone", "PUT", [["if-modified-since", CHANGED]], "perform"],
		["a date that is none is passed over", "GET", [["if-modified-since", "yesterday"]], "perform"],
		[
			"a tag counts before a date",
			"GET",
			[
				["if-none-match", '"two"'],
				["if-modified-since", CHANGED],
			],
			"perform",
		],
		["it is the one that is meant", "PUT", [["if-match", '"one"']], "perform"],
		["a weak tag doesn't say so", "PUT", [["if-match", 'W/"one"']], "failed"],
		["it is another", "PUT", [["if-match", '"two"']], "failed"],
		["there is one, whichever", "PUT", [["if-match", "*"]], "perform"],
		["it hasn't changed since", "DELETE", [["if-unmodified-since", CHANGED]], "perform"],
		["it has", "DELETE", [["if-unmodified-since", BEFORE]], "failed"],
		[
			"If-Match counts before that",
			"PUT",
			[
				["if-match", '"one"'],
				["if-unmodified-since", BEFORE],
			],
			"perform",
		],
		[
			"first what is meant, then what is new",
			"GET",
			[
				["if-match", '"two"'],
				["if-none-match", '"one"'],
			],
			"failed",
		],
		["questions about what may be asked have none", "OPTIONS", [["if-match", '"two"']], "perform"],
	])("%s: %s %j → %s", (_, method, fields, expected) => {
		expect(outcome(method, fields)).toBe(expected);
	});

	it("where nothing is there, nothing matches", () => {
		const none = undefined;
		const on = (field: HeaderField): string =>
			preconditionOf({ method: "PUT", path: "/", fields: [field], body: { size: 0 } }, none, NOW);
		expect([on(["if-match", "*"]), on(["if-none-match", "*"]), on(["if-unmodified-since", BEFORE])]).toEqual([
			"failed",
			"perform",
			"perform",
		]);
	});
});

describe("the answer to a request with conditions", () => {
	const reply: HttpReply = {
		status: 200,
		fields: [
			["etag", '"one"'],
			["last-modified", CHANGED],
			["cache-control", "max-age=60"],
			["content-type", "text/plain"],
			["vary", "accept"],
		],
		body: textBody("content"),
	};
	const asking = (...fields: readonly HeaderField[]) =>
		({ method: "GET", path: "/", fields, body: { size: 0 } }) as const;

	it("has no content where the client has it, and what a cache must know", () => {
		expect(conditional(asking(["if-none-match", '"one"']), reply, NOW)).toEqual({
			status: 304,
			fields: [
				["etag", '"one"'],
				["cache-control", "max-age=60"],
				["vary", "accept"],
			],
			body: { size: 0 },
		});
	});

	it("says what the condition was about where it fails", () => {
		const { status, body } = conditional(asking(["if-match", '"two"']), reply, NOW);
		expect(status).toBe(412);
		expect(JSON.parse(body.text ?? "")).toMatchObject({ title: "Precondition Failed", status: 412 });
	});

	it("is what it was where it is no success", () => {
		const notFound = { ...reply, status: 404 };
		expect(conditional(asking(["if-none-match", '"one"']), notFound, NOW)).toBe(notFound);
	});
});
