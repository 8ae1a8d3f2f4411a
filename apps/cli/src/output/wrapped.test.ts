import { describe, expect, it } from "vitest";
import { wrapped } from "./wrapped.ts";

describe("text that is wider than the screen", () => {
	it("is broken between words, and what follows is indented", () => {
		expect(wrapped("  who speaks: the client asks", 20, "    ")).toBe("  who speaks: the\n    client asks");
	});

	it("is left as it is where it fits, and where a word alone doesn't", () => {
		expect(wrapped("short", 20)).toBe("short");
		expect(wrapped("a verylongword b", 5)).toBe("a\nverylongword\nb");
	});
});
