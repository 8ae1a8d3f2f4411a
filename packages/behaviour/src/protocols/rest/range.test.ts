import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bodyStart, textBody } from "../../messages/body.ts";
import { fieldOf, type HeaderField, type HttpReply } from "../../messages/http-message.ts";
import { answerWith } from "./answer.ts";
import { parseRanges, ranged } from "./range.ts";

const NOW = Date.UTC(2026, 0, 1);
const REPLY: HttpReply = {
	status: 200,
	fields: [
		["etag", '"one"'],
		["last-modified", "Wed, 31 Dec 2025 23:00:00 GMT"],
		["content-type", "text/plain"],
	],
	body: textBody("0123456789"),
};

function asking(...fields: readonly HeaderField[]): HttpReply {
	return ranged({ method: "GET", path: "/", fields, body: { size: 0 } }, REPLY, NOW);
}

describe("what Range asks for, of ten bytes", () => {
	it.each<[string, string | undefined]>([
		["bytes=0-4", "0-4"],
		["bytes=5-", "5-9"],
		["bytes=-3", "7-9"],
		["bytes=-30", "0-9"],
		["bytes=5-99", "5-9"],
		["bytes=0-0,-1", "0-0 9-9"],
		["Bytes = 0-1, 3-4", "0-1 3-4"],
		["bytes=10-", ""],
		["bytes=-0", ""],
		["bytes=20-30,1-2", "1-2"],
		["bytes=4-2", undefined],
		["bytes=a-b", undefined],
		["bytes=", undefined],
		["bytes=-", undefined],
		["lines=1-2", undefined],
		["bytes=0-,0-,0-,0-", undefined],
		[`bytes=${Array.from({ length: 17 }, () => "0-0").join()}`, undefined],
	])("%s is %s", (value, expected) => {
		const ranges = parseRanges(value, 10);
		expect(ranges?.map(({ first, last }) => `${first}-${last}`).join(" ")).toBe(expected);
	});
});

describe("an answer of parts", () => {
	it("has the one part that was asked for, and says which it is", () => {
		const { status, fields, body } = asking(["range", "bytes=2-4"]);
		expect([status, bodyStart(body), fieldOf(fields, "content-range")]).toEqual([206, "234", "bytes 2-4/10"]);
		expect(fieldOf(fields, "content-type")).toBe("text/plain");
	});

	it("has several one after the other, each with its own head", () => {
		const { status, fields, body } = asking(["range", "bytes=0-1,-2"]);
		expect(status).toBe(206);
		expect(fieldOf(fields, "content-type")).toBe("multipart/byteranges; boundary=there-and-back");
		expect(body.octets?.split("\r\n")).toEqual([
			...["--there-and-back", "content-type: text/plain", "content-range: bytes 0-1/10", "", "01"],
			...["--there-and-back", "content-type: text/plain", "content-range: bytes 8-9/10", "", "89"],
			...["--there-and-back--", ""],
		]);
	});

	it("has a boundary that stands in none of the parts", () => {
		const reply = { ...REPLY, body: textBody("there-and-back, there-and-back-2") };
		const request = { method: "GET", path: "/", fields: [["range", "bytes=0-15,16-31"]], body: { size: 0 } } as const;
		expect(fieldOf(ranged(request, reply, NOW).fields, "content-type")).toContain("boundary=there-and-back-3");
	});

	it("says how long the content is where what was asked for lies beyond", () => {
		const { status, fields } = asking(["range", "bytes=10-"]);
		expect([status, fieldOf(fields, "content-range")]).toEqual([416, "bytes */10"]);
	});

	it.each<[string, string, number]>([
		["the same tag", '"one"', 206],
		["another tag", '"two"', 200],
		["a weak tag", 'W/"one"', 200],
		["the same date", "Wed, 31 Dec 2025 23:00:00 GMT", 206],
		["a later date", "Wed, 31 Dec 2025 23:30:00 GMT", 200],
	])("is given of what the client has parts of: %s", (_, value, status) => {
		expect(asking(["range", "bytes=0-1"], ["if-range", value]).status).toBe(status);
	});

	it("is put together again to the whole, wherever it is cut", () => {
		const bodies = fc.oneof(
			fc.string({ unit: "binary", minLength: 1, maxLength: 60 }).map(textBody),
			fc.integer({ min: 1, max: 90 }).map((size) => ({ size })),
		);
		fc.assert(
			fc.property(bodies, fc.array(fc.nat({ max: 90 })), (body, cuts) => {
				const ends = [...new Set([...cuts.map((cut) => cut % body.size), body.size - 1])].sort((a, b) => a - b);
				const parts = ends.map((last, index) => {
					const value = `bytes=${(ends[index - 1] ?? -1) + 1}-${last}`;
					const request = { method: "GET", path: "/", fields: [["range", value]], body: { size: 0 } } as const;
					const part = ranged(request, { ...REPLY, body }, NOW);
					expect(part.status).toBe(206);
					return bodyStart(part.body);
				});
				expect(parts.join("")).toBe(bodyStart(body));
			}),
			{ seed: 934 },
		);
	});
});

describe("what a server answers of a content that it has", () => {
	const answer = (method: "GET" | "HEAD" | "PUT", ...fields: readonly HeaderField[]): HttpReply =>
		answerWith({ method, path: "/", fields, body: { size: 0 } }, REPLY, { nowMs: NOW });

	it("conditions come before parts", () => {
		expect(answer("GET", ["range", "bytes=0-1"], ["if-none-match", '"one"']).status).toBe(304);
		expect(answer("GET", ["range", "bytes=0-1"], ["if-none-match", '"two"']).status).toBe(206);
	});

	it("it says that parts may be asked for", () => {
		const isNew = ["if-none-match", '"two"'] as const;
		expect(fieldOf(answer("GET", isNew).fields, "accept-ranges")).toBe("bytes");
		expect(fieldOf(answer("HEAD", isNew).fields, "accept-ranges")).toBe("bytes");
	});

	it("there are no parts of what HEAD asks for, nor of what a change answers", () => {
		expect(answer("HEAD", ["range", "bytes=0-1"]).status).toBe(200);
		expect(answer("PUT", ["range", "bytes=0-1"])).toBe(REPLY);
	});
});
