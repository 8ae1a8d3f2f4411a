import { expect, test } from "vitest";
import { fitText, textWidth } from "./fit-text.ts";

test("a name that fits stays whole", () => {
	expect(fitText("bank", 100, 13)).toBe("bank");
});

test("a long name is shortened in its middle, for its end may be what tells it apart", () => {
	const short = fitText("payments-and-refunds-gateway-2", 110, 13);
	expect(short).toMatch(/^payment.*….*-2$/);
	expect(textWidth(short, 13)).toBeLessThanOrEqual(110);
});
