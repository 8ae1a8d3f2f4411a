import { NS_PER_MS } from "@roundtrip/model";
import { expect, test } from "vitest";
import { streamRun } from "../../testing/stream-run.ts";
import { rowWords } from "./row-words.ts";
import { createWaterfallBook } from "./waterfall-rows.ts";

test("a stream is a stretch of its own after its head, with its items on it", () => {
	const run = streamRun();
	const [report] = run.exchanges;
	if (report === undefined) throw new Error("no exchange");
	const row = createWaterfallBook(run).rowOf(report);
	expect(row.stretches.map(({ part, endAt }) => `${part} until ${endAt / NS_PER_MS}`)).toEqual([
		"connect until 60",
		"request until 90",
		"response until 120",
		"stream until 730",
	]);
	expect(row.itemsAt).toEqual([430 * NS_PER_MS, 730 * NS_PER_MS]);
	expect(rowWords(row, report)).toContain("2 items");
});
