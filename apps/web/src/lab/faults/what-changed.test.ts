import { describe, expect, it } from "vitest";
import { galleryRun } from "../../testing/gallery-run.ts";
import { changeBetween } from "./what-changed.ts";

describe("what an added fault has changed", () => {
	it("is told as the outcome before and after", () => {
		const change = changeBetween(galleryRun("lost-reply"), galleryRun("lost-reply", "lose: e1.2<"));
		expect(change.before).toContain("happened more than once (2 attempts");
		expect(change.after).toContain("happened 3 times (3 attempts");
	});

	it("names the first of several exchanges and counts the others", () => {
		const change = changeBetween(galleryRun("five-in-turn"), galleryRun("five-in-turn", "{ delay: e2.1>, by: 1s }"));
		expect(change.before).toMatch(/^Exchange 2: /);
	});

	it("says so where no client notices", () => {
		const run = galleryRun("first-request");
		expect(changeBetween(run, galleryRun("first-request")).before).toBe("No client notices it");
	});
});
