import { countOf, formatCount, formatDuration, formatSize } from "@roundtrip/analysis";
import type { Nanoseconds } from "@roundtrip/model";
import { faultText } from "../faults/fault-text.ts";
import type { Run } from "../run.ts";

/** One figure of both runs, in words. */
export interface TwoRunsRow {
	readonly name: string;
	readonly original: string;
	readonly beside: string;
	/** Of the run beside against the original; empty where there is none. */
	readonly difference: string;
}

const VERDICTS = { pass: "kept", fail: "broken", unknown: "can't be decided" } as const;

/** What was promised, and whether each of the runs kept it; a promise that only one of them makes is left out of the other. */
export function promisesOf(original: Run, beside: Run): readonly TwoRunsRow[] {
	const texts = [...new Set([...original.verdicts, ...beside.verdicts].map(({ text }) => text))];
	const verdictIn = (run: Run, text: string): string => {
		const found = run.verdicts.find((each) => each.text === text);
		return found === undefined ? "not expected" : VERDICTS[found.verdict];
	};
	return texts.map((name) => ({
		name,
		original: verdictIn(original, name),
		beside: verdictIn(beside, name),
		difference: "",
	}));
}

/** What it cost: tries, waiting and messages. */
export function costsOf(original: Run, beside: Run): readonly TwoRunsRow[] {
	const of = (name: string, figure: (run: Run) => number, inWords: (value: number) => string): TwoRunsRow => {
		const [a, b] = [figure(original), figure(beside)];
		return { name, original: inWords(a), beside: inWords(b), difference: differenceText(b - a, inWords) };
	};
	const time = (nanoseconds: Nanoseconds): string => formatDuration(nanoseconds, "tabular");
	return [
		of("attempts", (run) => run.summary.attempts, formatCount),
		of("waiting for answers that didn't come", vainNs, time),
		of("waiting before the next try", pausedNs, time),
		of("until the client is done, mean", ({ summary }) => summary.latency?.mean ?? 0, time),
		of("messages sent", ({ summary }) => summary.messages.sent, formatCount),
		of("messages lost", ({ summary }) => summary.messages.lost, formatCount),
		of(
			"bytes",
			({ summary }) => summary.messages.bytes,
			(bytes) => formatSize(bytes, "tabular"),
		),
	];
}

function differenceText(difference: number, inWords: (value: number) => string): string {
	if (difference === 0) return "the same";
	return `${difference > 0 ? "+" : "−"}${inWords(Math.abs(difference))}`;
}

function vainNs({ exchanges, durationNs }: Run): Nanoseconds {
	return sum(
		exchanges
			.flatMap(({ attempts }) => attempts)
			.map(({ result, begunAt, endedAt }) =>
				result.how === "answered" || result.how === "left" ? 0 : (endedAt ?? durationNs) - begunAt,
			),
	);
}

function pausedNs({ exchanges }: Run): Nanoseconds {
	return sum(exchanges.flatMap(({ attempts }) => attempts.map(({ waitedNs }) => waitedNs)));
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, each) => total + each, 0);
}

/** Faults of the original that can't strike in the run beside, in words; undefined where all do. */
export function leftOutWords(original: Run, beside: Run): string | undefined {
	const struck = beside.trace.header.scenario.faults.map(faultText);
	const leftOut = original.trace.header.scenario.faults.map(faultText).filter((fault) => !struck.includes(fault));
	if (leftOut.length === 0) return undefined;
	return `${countOf(leftOut.length, "fault")} can't strike beside, where there is no such message or node: ${leftOut.join("; ")}`;
}
