import { describe, expect, it } from "vitest";
import { galleryRun } from "../testing/gallery-run.ts";
import { endNsOf, momentAt, momentAtEvent, momentBeside, type Shown } from "./clock.ts";
import { START } from "./cursor.ts";

describe("one clock for two runs", () => {
	const short = galleryRun("first-request");
	const long = galleryRun("lost-reply");
	const pairs: readonly Shown[] = [
		{ run: short, beside: long },
		{ run: long, beside: short },
		{ run: long, beside: long },
	];

	it.each(pairs)("goes through every event of both, forwards and back, and ends with the later one", (shown) => {
		const beside = shown.beside ?? short;
		const times: number[] = [];
		const seen = new Set<number>();
		const seenBeside = new Set<number>();
		let at = START;
		for (let step = 0; step < 500; step++) {
			const next = momentAtEvent(shown, at, 1, true);
			if (next.timeNs === at.timeNs && next.seq === at.seq) break;
			at = next;
			times.push(at.timeNs);
			seen.add(at.seq);
			seenBeside.add(momentBeside(beside, at).timeNs);
		}
		expect(times).toEqual(times.toSorted((a, b) => a - b));
		expect(at.timeNs).toBe(endNsOf(shown));
		expect(seen.size).toBe(shown.run.trace.length);
		for (let seq = 0; seq < beside.trace.length; seq++) expect(seenBeside).toContain(beside.trace.at(seq));
		for (const _ of times) at = momentAtEvent(shown, at, -1, true);
		expect(at).toEqual(START);
	});

	it("stands still in the run that is over", () => {
		const moment = momentAt({ run: short, beside: long }, long.durationNs);
		expect(moment).toEqual({ timeNs: long.durationNs, seq: short.trace.length - 1 });
		expect(momentBeside(long, START)).toEqual(START);
	});
});
