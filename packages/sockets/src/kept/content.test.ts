import { textBody } from "@roundtrip/behaviour";
import type { ReplyStep } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { strangersContent } from "./content.ts";
import type { Said } from "./said.ts";

/** A reply as plain HTTP writes it. */
function said(step: ReplyStep): Said {
	return { step, body: step.body === undefined ? { size: step.size ?? 0 } : textBody(step.body) };
}

const counts = fc.option(fc.nat(), { nil: undefined });

describe("what a stranger gets where a route replies", () => {
	it("has just the size that the route gives, and is JSON with the count where that has room", () => {
		fc.assert(
			fc.property(fc.nat({ max: 3_000 }), counts, (size, count) => {
				const body = strangersContent(said({ reply: 200, size }), count);
				expect(body.size).toBe(size);
				if (size >= 40) expect(JSON.parse(body.text ?? "")).toMatchObject(count === undefined ? {} : { count });
			}),
			{ seed: 411, numRuns: 500 },
		);
	});

	it("is what was read where the route says nothing, and nothing where nothing was read", () => {
		expect(strangersContent(said({ reply: 200 }), 3).text).toBe('{"count":3}');
		expect(strangersContent(said({ reply: 201 }), undefined).size).toBe(0);
	});

	it("stays as the scenario has written it, and is nothing with 204", () => {
		expect(strangersContent(said({ reply: 200, body: "hello" }), 3).text).toBe("hello");
		expect(strangersContent(said({ reply: 204, size: 10 }), 3).size).toBe(0);
	});
});
