import { describe, expect, test } from "vitest";
import { runOf } from "../fixture.ts";
import { columnsOf } from "./columns.ts";
import { type SequenceItem, sequenceGeometry } from "./geometry.ts";
import { sequenceModel } from "./sequence-model.ts";
import { eventScale, timeScale } from "./vertical-scale.ts";

const run = runOf({ faults: "{ lose: response, on: phone -> bank, nth: 1 }" });
const columns = columnsOf(run.nodes, 900);
const isMessage = (item: SequenceItem): item is Extract<SequenceItem, { kind: "message" }> => item.kind === "message";

describe("the geometry of a sequence diagram", () => {
	const scale = timeScale(run.trace, run.durationNs, 2_000);
	const geometry = sequenceGeometry(sequenceModel(run), scale, columns);
	const messages = geometry.between(0, scale.height).filter(isMessage);

	test("slants each arrow by the time that its message was under way", () => {
		for (const { flight, arrow } of messages) {
			if (flight.deliveredAt === undefined) continue;
			expect(arrow.y1 - arrow.y0).toBeCloseTo(scale.ofTime(flight.deliveredAt) - scale.ofTime(flight.sentAt));
		}
	});

	test("ends a lost message where it died, short of its receiver", () => {
		const lost = messages.find(({ flight }) => flight.lost);
		const phone = columns.xOf.get("phone") ?? 0;
		const bank = columns.xOf.get("bank") ?? 0;
		expect(lost?.arrow.x1).toBeGreaterThan(phone);
		expect(lost?.arrow.x1).toBeLessThan(bank);
	});

	test("finds only what touches the stretch in sight", () => {
		const top = scale.ofTime(run.durationNs * 0.9);
		const inSight = geometry.between(top, scale.height);
		expect(inSight.length).toBeLessThan(geometry.between(0, scale.height).length / 2);
		for (const { arrow } of inSight.filter(isMessage)) expect(arrow.y1).toBeGreaterThanOrEqual(top);
	});

	test("has the same messages where each event has a row", () => {
		const even = sequenceGeometry(sequenceModel(run), eventScale(run.trace), columns);
		expect(even.between(0, even.height).filter(isMessage)).toHaveLength(messages.length);
	});
});
