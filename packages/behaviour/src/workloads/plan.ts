import { linkEnds, type Method, NS_PER_S, requestParts, type Scenario, type TrafficSpec } from "@roundtrip/model";
import { type Body, EMPTY_BODY, textBody } from "../protocols/body.ts";
import { createStream } from "../random/stream.ts";

/** One exchange that a client will begin. */
export interface PlannedExchange {
	/** From 1, in the order of time, then of the file. */
	readonly exchange: number;
	readonly from: string;
	readonly to: string;
	/** Method and path as in the scenario. */
	readonly request: string;
	readonly method: Method;
	readonly path: string;
	/** When it begins; with `after`, not before. */
	readonly atNs: number;
	/** The exchange that must be over first. */
	readonly after?: number;
	/** The request's body. */
	readonly body: Body;
}

/** When the exchanges of one line begin, in rising order. A line draws from a stream of its own. */
function beginnings(line: TrafficSpec, index: number, seed: number): number[] {
	if (line.rate === undefined || line.for === undefined) {
		const spacing = line.every ?? 0;
		return Array.from({ length: line.times }, (_, n) => line.at + n * spacing);
	}
	const meanGapNs = (3_600 * NS_PER_S) / line.rate;
	const stream = createStream(seed, `traffic/${index}`, "arrivals");
	const times: number[] = [];
	// Evenly spaced arrivals begin with the line; random ones after their first gap.
	let offsetNs = line.arrivals === "even" ? 0 : stream.exponential() * meanGapNs;
	while (offsetNs < line.for) {
		times.push(line.at + Math.floor(offsetNs));
		offsetNs += line.arrivals === "even" ? meanGapNs : stream.exponential() * meanGapNs;
	}
	return times;
}

/** The server that a line asks: the one it names, or the only one its client has a link to. */
function target(scenario: Scenario, line: TrafficSpec): string {
	if (line.to !== undefined) return line.to;
	const link = Object.keys(scenario.links).find((name) => linkEnds(name).from === line.from);
	return link === undefined ? "" : linkEnds(link).to;
}

/** Every exchange of a run, known before it begins, the same in every world. */
export function planTraffic(scenario: Scenario, seed: number): readonly PlannedExchange[] {
	const drafts = scenario.traffic.flatMap((line, index) => {
		const { method, path } = requestParts(line.request);
		const body =
			line.body === undefined ? (line.size === undefined ? EMPTY_BODY : { size: line.size }) : textBody(line.body);
		const to = target(scenario, line);
		return beginnings(line, index, seed).map((atNs, n) => ({
			...{ index, n, from: line.from, to, request: line.request, method, path, atNs, body },
			follows: line["one-by-one"] && n > 0,
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
