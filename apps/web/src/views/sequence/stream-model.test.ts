import { expect, test } from "vitest";
import { streamRun } from "../../testing/stream-run.ts";
import { sequenceModel } from "./sequence-model.ts";

test("both ends of a stream hold it, and what is published has a mark", () => {
	const model = sequenceModel(streamRun());
	const held = model.bars.filter(({ kind }) => kind === "stream");
	expect(held.map(({ node }) => node).sort()).toEqual(["paper", "reader"]);
	expect(model.marks.filter(({ sign }) => sign === "publish").map(({ text }) => text)).toEqual([
		"published 1 on news",
		"published 2 on news",
	]);
});
