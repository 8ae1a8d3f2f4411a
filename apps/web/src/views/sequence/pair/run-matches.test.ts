import { expect, test } from "vitest";
import { runOf } from "../../fixture.ts";
import { columnsOf } from "../columns.ts";
import { type SequenceItem, sequenceGeometry } from "../geometry.ts";
import { sequenceModel } from "../sequence-model.ts";
import { eventScale, levelEventScales } from "../vertical-scale.ts";
import { differingTimes, neighbour } from "./differing-times.ts";
import { matchRuns } from "./run-matches.ts";

const plain = runOf();
const replyLost = runOf({ faults: "{ lose: e1.1< }" });
const [modelOfPlain, modelOfLost] = [sequenceModel(plain), sequenceModel(replyLost)];
const [ofPlain, ofLost] = matchRuns(
	{ model: modelOfPlain, trace: plain.trace },
	{ model: modelOfLost, trace: replyLost.trace },
);
const scales = levelEventScales([plain.trace, replyLost.trace]);
const [scaleOfPlain = eventScale(plain.trace), scaleOfLost = eventScale(replyLost.trace)] = scales;

function itemsOf(model: typeof modelOfPlain, scale: typeof scaleOfPlain): readonly SequenceItem[] {
	return sequenceGeometry(model, scale, columnsOf(model.nodes, 600)).between(0, scale.height);
}

const differing = (items: readonly SequenceItem[], match: typeof ofPlain): readonly string[] =>
	items.flatMap((item) => {
		if (!match.differs(item)) return [];
		if (item.kind === "message") return [item.flight.message];
		return item.kind === "mark" ? [item.mark.text] : [];
	});

test("a run has nothing that itself has not", () => {
	const side = { model: modelOfPlain, trace: plain.trace };
	const [one, other] = matchRuns(side, side);
	expect([...one.differingSeqs, ...other.differingSeqs]).toEqual([]);
	for (let seq = 0; seq < plain.trace.length; seq++) expect([undefined, seq]).toContain(one.eventHere(seq));
});

test("messages and effects that only one run has differ in it, and what ends otherwise in both", () => {
	const inLost = differing(itemsOf(modelOfLost, scaleOfLost), ofLost);
	expect(inLost).toEqual(
		expect.arrayContaining([
			"e1.1<",
			"e1.2>",
			"e1.2/1>",
			"e1.2/1<",
			"e1.2<",
			"transfer committed",
			"gave up after 1 s",
		]),
	);
	expect(inLost).not.toContain("e1.1>");
	expect(inLost.filter((text) => text === "transfer committed")).toHaveLength(1);
	expect(differing(itemsOf(modelOfPlain, scaleOfPlain), ofPlain)).toEqual(["e1.1<"]);
});

test("an event leads to the same in the other run, and to nothing where there is none", () => {
	const [first, second] = replyLost.exchanges[0]?.commitSeqs ?? [];
	const [only] = plain.exchanges[0]?.commitSeqs ?? [];
	expect(ofPlain.eventHere(first ?? -1)).toBe(only);
	expect(ofPlain.eventHere(second ?? -1)).toBeUndefined();
	expect(ofLost.eventHere(only ?? -1)).toBe(first);
});

test("equal times are level, each moment of either run has a row, and none goes back", () => {
	const heights = new Map<number, number>();
	for (const [{ trace }, scale] of [[plain, scaleOfPlain] as const, [replyLost, scaleOfLost] as const]) {
		let before = 0;
		for (let seq = 0; seq < trace.length; seq++) {
			if (trace.kind(seq) === "packet") continue;
			const y = scale.ofEvent(seq);
			expect(y).toBeGreaterThanOrEqual(before);
			before = y;
			// Two events at one node and one time have a row each; the first of a time is level in both.
			if (seq > 0 && trace.at(seq - 1) === trace.at(seq)) continue;
			const known = heights.get(trace.at(seq));
			if (known !== undefined) expect(y).toBe(known);
			heights.set(trace.at(seq), y);
		}
	}
	expect(scaleOfPlain.height).toBe(scaleOfLost.height);
});

test("the clock goes from one moment that differs to the next, and stays at the last", () => {
	const times = differingTimes([plain.trace, replyLost.trace], [ofPlain, ofLost]);
	expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
	const [first, second] = times;
	expect(neighbour(times, -1, 1)).toBe(first);
	expect(neighbour(times, first ?? 0, 1)).toBe(second);
	expect(neighbour(times, second ?? 0, -1)).toBe(first);
	expect(neighbour(times, first ?? 0, -1)).toBe(first);
	expect(neighbour(times, replyLost.durationNs * 2, 1)).toBe(times.at(-1));
	expect(neighbour([], 0, 1)).toBeUndefined();
});
