import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HeaderField } from "../../messages/http-message.ts";
import { createHpackEncoder } from "./hpack-encoder.ts";

function encodeAll(sections: readonly (readonly HeaderField[])[]): string[] {
	const encoder = createHpackEncoder();
	return sections.map((fields) => Buffer.from(encoder.encode(fields)).toString("hex"));
}

describe("the examples of RFC 7541", () => {
	it("have the RFC's bytes for its requests (C.4)", () => {
		const first: readonly HeaderField[] = [
			[":method", "GET"],
			[":scheme", "http"],
			[":path", "/"],
			[":authority", "www.example.com"],
		];
		const third: readonly HeaderField[] = [
			[":method", "GET"],
			[":scheme", "https"],
			[":path", "/index.html"],
			[":authority", "www.example.com"],
			["custom-key", "custom-value"],
		];
		expect(encodeAll([first, [...first, ["cache-control", "no-cache"]], third])).toEqual([
			"828684418cf1e3c2e5f23a6ba0ab90f4ff",
			"828684be5886a8eb10649cbf",
			"828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf",
		]);
	});

	it("have the RFC's strings for its responses (C.6), where a location and a cookie are not put into the table", () => {
		const fields = (status: string, seconds: string): readonly HeaderField[] => [
			[":status", status],
			["cache-control", "private"],
			["date", `Mon, 21 Oct 2013 20:13:${seconds} GMT`],
			["location", "https://www.example.com"],
		];
		const location = "0f1f919d29ad171863c78f0b97c8e9ae82ae43d3";
		const cookie: HeaderField = ["set-cookie", "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1"];
		const third = [...fields("200", "22"), ["content-encoding", "gzip"] as const, cookie];
		expect(encodeAll([fields("302", "21"), fields("307", "21"), third])).toEqual([
			`488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff${location}`,
			// The RFC's `307` in Huffman's code is no shorter than as it stands.
			`4803333037c0bf${location}`,
			[
				`88c06196d07abe941054d444a8200595040b8166e084a62d1bff${location}5a839bd9ab`,
				"0f28ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007",
			].join(""),
		]);
	});
});

describe("an encoder", () => {
	it("never makes a block longer for having sent the same before", () => {
		const fields = fc.array(fc.tuple(fc.stringMatching(/^[a-z-]{1,20}$/), fc.string({ maxLength: 40 })), {
			maxLength: 20,
		});
		fc.assert(
			fc.property(fields, (section) => {
				const [first = "", second = ""] = encodeAll([section, section]);
				expect(second.length).toBeLessThanOrEqual(first.length);
			}),
			{ seed: 173, numRuns: 300 },
		);
	});

	it("tells no later block of a password or a short cookie", () => {
		const secrets: readonly HeaderField[] = [
			["authorization", "Basic cm91bmQ6dHJpcA=="],
			["cookie", "pin=1234"],
		];
		const [first, second] = encodeAll([secrets, secrets]);
		expect(second).toBe(first);
		expect(first?.startsWith("1f08")).toBe(true);
	});
});
