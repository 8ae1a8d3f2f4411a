import { describe, expect, test } from "vitest";
import type { Run } from "../../lab/run.ts";
import { runOf } from "../fixture.ts";
import { rowWords } from "./row-words.ts";
import { type VisibleRows, visibleRows } from "./visible-rows.ts";
import { createWaterfallBook, type WaterfallRow } from "./waterfall-rows.ts";

const rowsOf = (run: Run, ...open: readonly string[]): readonly WaterfallRow[] =>
	listed(visibleRows(run, createWaterfallBook(run), new Set(open)));

const listed = (rows: VisibleRows): readonly WaterfallRow[] =>
	Array.from({ length: rows.count }, (_, at) => rows.at(at)).filter((row) => row !== undefined);

const isWhole = ({ stretches, startAt, endAt }: WaterfallRow): boolean => {
	const joints = stretches.slice(1).every((stretch, at) => stretch.startAt === stretches[at]?.endAt);
	return joints && stretches[0]?.startAt === startAt && stretches.at(-1)?.endAt === endAt;
};

describe("the rows of the waterfall", () => {
	const lossy = runOf({ faults: "{ lose: response, on: phone -> bank, nth: 1 }" });

	test("are one for each exchange", () => {
		const run = runOf({ traffic: "{ phone: POST /transfers, times: 3 }" });
		expect(rowsOf(run).map(({ exchange, name, depth }) => [exchange, name, depth])).toEqual([
			[1, "POST /transfers", 0],
			[2, "POST /transfers", 0],
			[3, "POST /transfers", 0],
		]);
	});

	test("hold every attempt with the pause between them, and where a message was lost", () => {
		const [row] = rowsOf(lossy);
		expect(row?.stretches.map(({ part }) => part)).toEqual([
			...["connect", "request", "work", "response", "timeout"],
			"backoff",
			...["connect", "request", "downstream", "response"],
		]);
		expect(row?.lossesAt).toEqual([lossy.messages.find(({ lost }) => lost)?.lost?.at]);
	});

	test("open into attempts, and these into the calls behind them", () => {
		const rows = rowsOf(lossy, "1", "e1.1", "e1.2");
		expect(rows.map(({ depth, name }) => `${depth} ${name}`)).toEqual([
			"0 POST /transfers",
			"1 attempt 1",
			"2 ledger",
			"1 attempt 2",
			"2 ledger",
		]);
	});

	test("account for every instant from begin to end", () => {
		for (const run of [lossy, runOf({ traffic: "{ phone: POST /transfers, times: 9 }" })]) {
			const all = rowsOf(
				run,
				...run.exchanges.flatMap(({ exchange, attempts }) => [`${exchange}`, ...attempts.map(({ call }) => call)]),
			);
			for (const row of all) expect(isWhole(row), `${row.key}: ${JSON.stringify(row)}`).toBe(true);
		}
	});

	test("reach to the end of the run where the exchange never ended", () => {
		const dark = runOf({ faults: "{ crash: bank, at: 1ms, silent: true }" });
		for (const row of rowsOf(dark)) expect(row.endAt).toBeLessThanOrEqual(dark.durationNs);
	});

	test("are told in words too", () => {
		const [row] = rowsOf(lossy);
		const words = row && rowWords(row, lossy.exchanges[0]);
		expect(words).toMatch(
			/^exchange 1, POST \/transfers from phone: begins at 0 ms, takes 1\.3 s, ok, a message was lost: /,
		);
		expect(words).toContain("opens a connection 100 ms");
	});
});
