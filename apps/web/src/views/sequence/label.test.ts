import { describe, expect, test } from "vitest";
import { runOf } from "../fixture.ts";
import { columnsOf } from "./columns.ts";
import { type SequenceItem, sequenceGeometry } from "./geometry.ts";
import { labelsOf } from "./label.ts";
import { sequenceModel } from "./sequence-model.ts";
import { eventScale, timeScale, type VerticalScale } from "./vertical-scale.ts";

const run = runOf({ traffic: "{ phone: POST /transfers, times: 6 }" });

function labelled(scale: VerticalScale, width: number, isPicked: (item: SequenceItem) => boolean = () => false) {
	const columns = columnsOf(run.nodes, width);
	const items = sequenceGeometry(sequenceModel(run), scale, columns).between(0, scale.height);
	return { items, labels: labelsOf(items, columns, isPicked) };
}

describe("the words of the sequence", () => {
	test("stand left of the first lifeline where there is room, and are short where there is not", () => {
		const wide = [...labelled(eventScale(run.trace), 900).labels.values()];
		expect(wide.find(({ text }) => text === "exchange 1")?.anchor).toBe("end");
		expect(wide.map(({ text }) => text)).toContain("transfer committed");
		const narrow = [...labelled(eventScale(run.trace), 392).labels.values()];
		expect(narrow.map(({ text }) => text)).toContain("transfer");
		expect(narrow.map(({ text }) => text)).not.toContain("transfer committed");
	});

	test("are left out where they would cover each other, except of what is selected", () => {
		const crowded = timeScale(run.trace, run.durationNs, 200);
		const isLast = (item: SequenceItem): boolean => item.kind === "message" && item.flight.message === "e6.1>";
		const { items, labels } = labelled(crowded, 900, isLast);
		const wanted = items.filter(({ kind }) => kind === "message");
		const shown = wanted.filter((item) => labels.has(item));
		expect(shown.length).toBeLessThan(wanted.length);
		expect(shown.some(isLast)).toBe(true);
	});
});
