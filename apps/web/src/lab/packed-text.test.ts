import { describe, expect, it } from "vitest";
import { packText, unpackText } from "./packed-text.ts";

describe("a scenario in an address", () => {
	it("comes back as it was written", async () => {
		const text = "title: Grüße → ∞\n".repeat(40);
		const packed = await packText(text);
		expect(packed).toMatch(/^[A-Za-z0-9_-]+$/);
		expect(packed.length).toBeLessThan(text.length / 4);
		expect(await unpackText(packed)).toBe(text);
	});

	it("is nothing where the letters were cut or changed", async () => {
		expect(await unpackText("not a scenario")).toBeUndefined();
		expect(await unpackText((await packText("roundtrip: 1")).slice(3))).toBeUndefined();
	});
});
