import { linkEnds, NS_PER_S, type Scenario, type TrafficSpec } from "@roundtrip/model";
import { contentSaid } from "../messages/content.ts";
import type { Operation } from "../messages/operation.ts";
import { createStream, type RandomStream } from "../random/stream.ts";
import { awaitedAnswers } from "./awaited-answers.ts";

/** One exchange that a client will begin. */
export interface PlannedExchange extends Operation {
	/** From 1, in the order of time, then of the file. */
	readonly exchange: number;
	readonly from: string;
	readonly to: string;
	/** When it begins; with `after`, not before. */
	readonly atNs: number;
	/** The exchange that must be over first. */
	readonly after?: number;
	/** How long all of its attempts may take; the server is told. */
	readonly deadlineNs?: number;
	/** It isn't begun once an exchange of the same line was answered with this status. */
	readonly until?: { readonly line: number; readonly status: number };
	readonly stream: StreamPlan;
}

/** What a client does with a stream that it opens. */
export interface StreamPlan {
	/** Items that it sends, each with the content of the operation: the first at once, the others so long after each other. */
	readonly sends: number;
	readonly everyNs: number;
	/** It leaves after so many items of the server, or so long after it was asked to begin; else it stays to the end. */
	readonly items: number | undefined;
	readonly stayNs: number | undefined;
	/** Where it says itself when it is over: after its last item, and not before so many of the server's have come. */
	readonly awaits: number | undefined;
}

/** When the exchanges of one line begin, in rising order. */
function beginnings(line: TrafficSpec, stream: () => RandomStream): number[] {
	if (line.rate === undefined || line.for === undefined) {
		const spacing = line.every ?? 0;
		return Array.from({ length: line.times }, (_, n) => line.at + n * spacing);
	}
	const meanGapNs = (3_600 * NS_PER_S) / line.rate;
	const offsetsNs = line.arrivals === "even" ? evenly(meanGapNs, line.for) : randomly(meanGapNs, line.for, stream());
	return offsetsNs.map((offsetNs) => line.at + Math.floor(offsetNs));
}

/** The first at once. Counted, not added up, so that no rounding gathers. */
function evenly(gapNs: number, untilNs: number): number[] {
	return Array.from({ length: Math.ceil(untilNs / gapNs) }, (_, n) => n * gapNs);
}

/** The first after a gap, as if it had always been so (a Poisson process). */
function randomly(meanGapNs: number, untilNs: number, stream: RandomStream): number[] {
	const offsets: number[] = [];
	for (let offsetNs = 0; ; ) {
		offsetNs += stream.exponential() * meanGapNs;
		if (offsetNs >= untilNs) return offsets;
		offsets.push(offsetNs);
	}
}

/** The server that a line asks: the one it names, or the only one its client has a link to. */
function target(scenario: Scenario, line: TrafficSpec): string {
	if (line.to !== undefined) return line.to;
	const link = Object.keys(scenario.links).find((name) => linkEnds(name).from === line.from);
	return link === undefined ? "" : linkEnds(link).to;
}

/** Every exchange of a run, known before it begins, the same in every world. */
export function planTraffic(scenario: Scenario, seed: number): readonly PlannedExchange[] {
	const linesOf = new Map<string, number>();
	const drafts = scenario.traffic.flatMap((line, index) => {
		// A stream for each line of a client: a client more, or a line more further down, shifts nobody's arrivals.
		const nth = linesOf.get(line.from) ?? 0;
		linesOf.set(line.from, nth + 1);
		const content = contentSaid(line);
		const fields = Object.entries(line.headers ?? {});
		const { send, "send-every": everyNs = 0, items, stay: stayNs } = line;
		const to = target(scenario, line);
		const awaits = awaitedAnswers(scenario, to, line);
		const stream = { sends: send ?? 0, everyNs, items, stayNs, awaits };
		return beginnings(line, () => createStream(seed, `traffic/${line.from}/${nth}`, "arrivals")).map((atNs, n) => ({
			...{ index, n, from: line.from, to, request: line.request, fields, content, stream, atNs },
			follows: line["one-by-one"] && n > 0,
			...(line.deadline === undefined ? {} : { deadlineNs: line.deadline }),
			...(line.until === undefined ? {} : { until: { line: index, status: line.until } }),
		}));
	});
	drafts.sort((a, b) => a.atNs - b.atNs || a.index - b.index || a.n - b.n);
	const lastOfLine = new Map<number, number>();
	return drafts.map(({ index, n: _n, follows, ...planned }, position) => {
		const exchange = position + 1;
		const previous = lastOfLine.get(index);
		lastOfLine.set(index, exchange);
		return { ...planned, exchange, ...(follows && previous !== undefined ? { after: previous } : {}) };
	});
}
