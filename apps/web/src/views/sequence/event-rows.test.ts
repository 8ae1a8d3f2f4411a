import { describe, expect, test } from "vitest";
import { runOf } from "../fixture.ts";
import { eventRows, rowAtTime, timeAtRow } from "./event-rows.ts";
import { markOf } from "./mark.ts";

const twice = runOf({ faults: "{ lose: response, on: phone -> bank, nth: 1 }" });

describe("rows of events", () => {
	test("never go back, and each later moment has a later row", () => {
		const { trace } = twice;
		const rows = eventRows(trace);
		for (let seq = 1; seq < trace.length; seq++) {
			const step = (rows.rowOfEvent[seq] ?? 0) - (rows.rowOfEvent[seq - 1] ?? 0);
			expect(step).toBeGreaterThanOrEqual(trace.at(seq) > trace.at(seq - 1) ? 1 : 0);
			expect(step).toBeLessThanOrEqual(1);
		}
	});

	test("part two events whose words stand at one node", () => {
		const lost = runOf({
			traffic: "{ phone: POST /transfers, at: 0s }",
			faults: "{ lose: request, on: phone -> bank, nth: all }",
		});
		const rows = eventRows(lost.trace);
		const marks = [...lost.trace.events()].flatMap((event) => markOf(event) ?? []);
		const places = marks.map(({ node, seq }) => `${node} ${rows.rowOfEvent[seq]}`);
		expect(new Set(places).size).toBe(places.length);
		expect(marks.some(({ text }) => text === "gave up after 1 s")).toBe(true);
		expect(marks.some(({ text }) => text === "believes unknown")).toBe(true);
	});

	test("lead from a time to its row and back", () => {
		const rows = eventRows(twice.trace);
		for (let timeNs = 0; timeNs <= twice.durationNs; timeNs += twice.durationNs / 37) {
			expect(timeAtRow(rows, rowAtTime(rows, timeNs))).toBeCloseTo(timeNs, 0);
		}
	});

	test("of one exchange leave the others out", () => {
		const two = runOf({ traffic: "{ phone: POST /transfers, times: 2 }" });
		const all = eventRows(two.trace);
		const first = eventRows(two.trace, 1);
		expect(first.count).toBeLessThan(all.count);
	});
});
