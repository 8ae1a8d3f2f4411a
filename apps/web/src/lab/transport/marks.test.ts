import { expect, it } from "vitest";
import { galleryRun } from "../../testing/gallery-run.ts";
import { marksOf } from "./marks.ts";

it("the line of time has a mark for what tells most at each place", () => {
	const { trace, durationNs } = galleryRun("lost-reply");
	const marks = marksOf(trace, durationNs);
	const meaningAt = (timeNs: number): string | undefined =>
		marks.find(({ share }) => Math.abs(share - timeNs / durationNs) < 0.002)?.meaning;
	const lost = Array.from(trace.events()).find(({ kind }) => kind === "lost");
	expect(meaningAt(lost?.at ?? 0)).toBe("lost");
	expect(marks.every(({ share }) => share >= 0 && share <= 1)).toBe(true);
	expect(new Set(marks.map(({ share }) => share)).size).toBe(marks.length);
});
