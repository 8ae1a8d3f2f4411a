import { describe, expect, it } from "vitest";
import { hexDump } from "./hex-dump.ts";

describe("a hex dump", () => {
	it("shows each byte in hex and, where it has a picture, as text", () => {
		expect(hexDump("GET /\r\n\x00", 8)).toEqual([
			{ offset: 0, hex: ["47", "45", "54", "20", "2f", "0d", "0a", "00"], text: "GET /···" },
		]);
	});

	it("goes on in a new row where the width is used up", () => {
		const rows = hexDump("abcdefghij", 8);
		expect(rows.map((row) => [row.offset, row.text])).toEqual([
			[0, "abcdefgh"],
			[8, "ij"],
		]);
	});

	it("has no rows where there are no bytes", () => {
		expect(hexDump("", 8)).toEqual([]);
	});
});
