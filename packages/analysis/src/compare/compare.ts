import type { Trace } from "@roundtrip/model";
import { type Analysis, analyse } from "../analysis.ts";
import { distributionOf } from "../distribution.ts";
import type { ExchangeReport } from "../exchange-report.ts";
import type { MessageFlight } from "../flight.ts";
import { countOf } from "../format.ts";
import type { Mutable } from "../mutable.ts";
import { type Alignment, align, type Pair } from "./alignment.ts";
import type { ComparedNames, Comparison, ExchangePair, MessagePair, MessageTimes } from "./comparison.ts";
import { figurePairs } from "./figures.ts";
import { relativeError } from "./relative-error.ts";
import { exchangeDifferences } from "./shape.ts";

/** Differences that are told in words; more would not be read. */
const TOLD = 50;

/**
 * Puts two runs of one scenario side by side, aligned by the names of their exchanges, calls and messages.
 * b is the reference: all errors are of a against b. Runs are called by their worlds where these differ, else first
 * and second.
 */
export function compareTraces(a: Trace, b: Trace): Comparison {
	return compareAnalyses(analyse(a), analyse(b));
}

/** As `compareTraces`, of runs that have been read already, and that may be called otherwise. */
export function compareAnalyses(
	a: Analysis,
	b: Analysis,
	names: ComparedNames = namesOf(a.trace, b.trace),
): Comparison {
	const exchanges = align(a.exchanges, b.exchanges, ({ exchange }) => exchange);
	const messages = align(a.messages, b.messages, ({ message }) => message);
	const differences = [
		...missing("exchange", exchanges, names),
		...exchanges.both.flatMap((pair) => exchangeDifferences(pair.a, pair.b, names)),
		...messages.both.flatMap((pair) => fateDifferences(pair, names)),
		...missing("message", messages, names),
	];
	const latencies = exchanges.both.flatMap(latencyPair);
	const errors = distributionOf(latencies.map(({ error }) => error));
	return {
		names,
		sameShape: differences.length === 0,
		differences: told(differences),
		figures: figurePairs(a, b),
		exchanges: latencies,
		...(errors === undefined ? {} : { medianLatencyError: errors.median, maxLatencyError: errors.max }),
		messages: messages.both.map(messagePair),
		onlyInA: messages.onlyInA,
		onlyInB: messages.onlyInB,
	};
}

function namesOf(a: Trace, b: Trace): ComparedNames {
	const worlds = { a: a.header.world, b: b.header.world };
	return worlds.a === worlds.b ? { a: "first", b: "second" } : worlds;
}

function latencyPair({ a, b }: Pair<ExchangeReport>): readonly ExchangePair[] {
	const { exchange, latencyNs: aNs } = a;
	const { latencyNs: bNs } = b;
	return aNs === undefined || bNs === undefined ? [] : [{ exchange, aNs, bNs, error: relativeError(aNs, bNs) }];
}

function messagePair({ a, b }: Pair<MessageFlight>): MessagePair {
	return { message: b.message, a: timesOf(a), b: timesOf(b) };
}

function timesOf({ sentAt, deliveredAt, lost, size }: MessageFlight): MessageTimes {
	const times: Mutable<MessageTimes> = { sentAt, size };
	if (deliveredAt !== undefined) times.deliveredAt = deliveredAt;
	if (lost) times.lostAt = lost.at;
	return times;
}

/** A message that arrives in one run and is lost in the other. */
function fateDifferences({ a, b }: Pair<MessageFlight>, names: ComparedNames): readonly string[] {
	const fates = { a: fate(a), b: fate(b) };
	if (fates.a === fates.b) return [];
	return [`message ${a.message} ${fates.a} in the ${names.a} run, ${fates.b} in the ${names.b} run`];
}

function fate({ deliveredSeq, lost }: MessageFlight): string {
	if (deliveredSeq !== undefined) return "arrives";
	return lost ? "is lost" : "is still under way at the end";
}

/** One sentence for each run that has something which the other lacks. */
function missing(
	what: string,
	{ onlyInA, onlyInB }: Alignment<string | number, unknown>,
	names: ComparedNames,
): readonly string[] {
	const sides = [
		{ only: onlyInA, run: names.a },
		{ only: onlyInB, run: names.b },
	];
	return sides
		.filter(({ only }) => only.length > 0)
		.map(({ only, run }) => {
			const some = `${only.slice(0, 5).join(", ")}${only.length > 5 ? " and more" : ""}`;
			return `${countOf(only.length, what)} only in the ${run} run: ${some}`;
		});
}

function told(differences: readonly string[]): readonly string[] {
	if (differences.length <= TOLD) return differences;
	return [...differences.slice(0, TOLD), `and ${countOf(differences.length - TOLD, "more difference")}`];
}
