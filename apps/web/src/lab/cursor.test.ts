import { describe, expect, it } from "vitest";
import { galleryRun } from "../testing/gallery-run.ts";
import { cursorAfter, cursorAt, cursorAtMessage, START } from "./cursor.ts";

const { trace, durationNs } = galleryRun("lost-reply");

describe("the cursor", () => {
	it("visits every event when it steps, also those that share a time", () => {
		const visited: number[] = [];
		for (let cursor = START; cursor.seq < trace.length - 1; ) {
			cursor = cursorAfter(trace, cursor.seq + 1);
			visited.push(cursor.seq);
		}
		expect(visited).toEqual(Array.from({ length: trace.length }, (_, seq) => seq));
	});

	it("stays within the run, wherever it is sent", () => {
		expect(cursorAt(trace, -1)).toEqual({ timeNs: 0, seq: trace.lastAt(0) });
		expect(cursorAt(trace, durationNs * 2)).toEqual({ timeNs: durationNs, seq: trace.length - 1 });
		expect(cursorAfter(trace, Number.POSITIVE_INFINITY).seq).toBe(trace.length - 1);
		expect(cursorAfter(trace, -5)).toEqual(START);
	});

	it("steps from sending to sending, and at the last to the end", () => {
		const seqs: number[] = [];
		for (let cursor = START; cursor.seq < trace.length - 1; ) {
			cursor = cursorAtMessage(trace, cursor, 1);
			seqs.push(cursor.seq);
		}
		const last = seqs.pop();
		expect(last).toBe(trace.length - 1);
		expect(seqs.every((seq) => trace.kind(seq) === "sent")).toBe(true);
		expect(seqs).toHaveLength(Array.from(trace.events()).filter(({ kind }) => kind === "sent").length);
		expect(cursorAtMessage(trace, cursorAfter(trace, seqs[0] ?? 0), -1)).toEqual(START);
	});
});
