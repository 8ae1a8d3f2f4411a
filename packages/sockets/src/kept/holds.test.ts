import { expect, it } from "vitest";
import { createHolds } from "./holds.ts";

it("no more is held than may be, and letting go twice makes room for one", () => {
	const { take } = createHolds(2);
	const [first, second] = [take(), take()];
	expect([first, second]).not.toContain(undefined);
	expect(take()).toBeUndefined();
	first?.();
	first?.();
	expect(take()).toBeDefined();
	expect(take()).toBeUndefined();
});
