import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attemptCall, callParts, isMessageId, requestOf, responseOf, subCall } from "./message-id.ts";

describe("the name of a message", () => {
	it("says exchange, attempt, the call it was made for, and its direction", () => {
		expect(callParts("e12.3>")).toEqual({ call: "e12.3", exchange: 12, attempt: 3, direction: "request" });
		expect(callParts("e12.3/4<")).toEqual({
			call: "e12.3/4",
			exchange: 12,
			attempt: 3,
			parent: "e12.3",
			direction: "response",
		});
		expect(callParts("e1.1/2/3")).toEqual({ call: "e1.1/2/3", exchange: 1, attempt: 1, parent: "e1.1/2" });
	});

	it("is taken apart into what it was made of", () => {
		const count = fc.integer({ min: 1, max: 9_999 });
		fc.assert(
			fc.property(
				count,
				count,
				fc.array(count, { maxLength: 8 }),
				fc.boolean(),
				(exchange, attempt, path, isRequest) => {
					const call = path.reduce(subCall, attemptCall(exchange, attempt));
					const message = isRequest ? requestOf(call) : responseOf(call);
					expect(isMessageId(message)).toBe(true);
					expect(isMessageId(call)).toBe(false);
					const parent =
						path.length === 0 ? {} : { parent: path.slice(0, -1).reduce(subCall, attemptCall(exchange, attempt)) };
					const direction = isRequest ? "request" : "response";
					expect(callParts(message)).toEqual({ call, exchange, attempt, ...parent, direction });
				},
			),
			{ seed: 61, numRuns: 200 },
		);
	});

	it.each([
		"",
		"request",
		"e1.1",
		"e0.1>",
		"e1.0>",
		"e01.1>",
		"e1>",
		"e1.1/0>",
		"e1.1/>",
		"e1.1>>",
		" e1.1>",
		"e1.1> ",
		"e1.1/1/1/1/1/1/1/1/1/1>",
	])("is not %j", (text) => {
		expect(isMessageId(text)).toBe(false);
	});
});
