import type { EventOf, Nanoseconds, Trace, TraceEvent } from "@roundtrip/model";
import type { ExchangeReport } from "../exchange-report.ts";
import type { Mutable } from "../mutable.ts";
import { freedBy } from "../reading/freed-by.ts";
import { isAsked } from "../round-trips/reason.ts";
import type { RoundTrip } from "../round-trips/round-trip.ts";
import { type Meaning, meaningOf } from "./meaning.ts";
import type { CriticalPath, CriticalStep } from "./step.ts";

/** What a critical path is made from. */
interface PathSource {
	readonly trace: Trace;
	readonly exchanges: readonly ExchangeReport[];
	readonly roundTrips: readonly RoundTrip[];
}

/**
 * What decided when an exchange was over, or, without its number, when the last exchange of the run was: from each
 * event through the latest of its causes back to the begin. Undefined where it didn't end within the run.
 * Linear in the length of the run.
 */
export function criticalPathOf(source: PathSource, exchange?: number): CriticalPath | undefined {
	return exchange === undefined ? pathOfRun(source) : pathOfExchange(source, exchange);
}

function pathOfExchange(source: PathSource, exchange: number): CriticalPath | undefined {
	const report = source.exchanges.find((each) => each.exchange === exchange);
	if (report?.settledSeq === undefined) return undefined;
	return { exchange, ...walk(source, report.settledSeq, report.begunAt) };
}

function pathOfRun(source: PathSource): CriticalPath | undefined {
	let startAt = Number.POSITIVE_INFINITY;
	let settledSeq = -1;
	for (const report of source.exchanges) {
		startAt = Math.min(startAt, report.begunAt);
		settledSeq = Math.max(settledSeq, report.settledSeq ?? -1);
	}
	return settledSeq < 0 ? undefined : walk(source, settledSeq, startAt);
}

/** From an event back to a time. */
function walk({ trace, roundTrips }: PathSource, lastSeq: number, startAt: Nanoseconds): CriticalPath {
	const steps = new Steps(startAt, trace.at(lastSeq), lastSeq);
	const onPath = new Set<number>();
	let event = trace.event(lastSeq);
	while (event.at > startAt || event.seq === lastSeq) {
		onPath.add(event.seq);
		const causeSeq = latestCause(event, trace);
		if (causeSeq < 0) {
			steps.before(event, startAt, event.seq, beginning(event));
			break;
		}
		const cause = trace.event(causeSeq);
		steps.before(event, cause.at, causeSeq, meaningOf(event, cause, trace));
		event = cause;
	}
	return { startAt, endAt: trace.at(lastSeq), steps: steps.inOrder(), roundTrips: tripsOn(onPath, roundTrips) };
}

/** -1 where there is none. */
function latestCause(event: TraceEvent, trace: Trace): number {
	const latest = Math.max(-1, ...event.causes);
	if (event.kind === "timed-out") return beginOfWait(event, latest, trace);
	if (event.kind !== "sent" && event.kind !== "connecting" && event.kind !== "resolving") return latest;
	if (latest < 0 || trace.kind(latest) !== "queued") return latest;
	return freedBy(event, latest, trace)?.seq ?? latest;
}

/** Who gives up does so because of the begin of the wait, whatever came to nothing in it. */
function beginOfWait(event: EventOf<"timed-out">, latest: number, trace: Trace): number {
	const since = event.at - event.data.after;
	let seq = latest;
	while (seq >= 0 && trace.at(seq) > since) seq = Math.max(-1, ...trace.event(seq).causes);
	return seq;
}

/** What has no cause is as the scenario has it. */
function beginning(event: TraceEvent): Meaning {
	if (event.kind === "crashed") return { what: "plan", words: `until ${event.node} crashes` };
	return { what: "plan", words: `until ${event.node} wants something, as planned` };
}

/** Steps from the last to the first, each up to where the one after it begins. */
class Steps {
	readonly #steps: Mutable<CriticalStep>[] = [];
	readonly #startAt: Nanoseconds;
	#nowNs: Nanoseconds;
	#nowSeq: number;

	constructor(startAt: Nanoseconds, endAt: Nanoseconds, endSeq: number) {
		this.#startAt = startAt;
		this.#nowNs = endAt;
		this.#nowSeq = endSeq;
	}

	/** What took no time is no step; what goes on is one step. */
	before(event: TraceEvent, timeNs: Nanoseconds, seq: number, meaning: Meaning): void {
		const startAt = Math.max(this.#startAt, timeNs);
		if (startAt === this.#nowNs) {
			this.#nowSeq = seq;
			return;
		}
		const later = this.#steps.at(-1);
		const call = "call" in event ? event.call : undefined;
		if (later && later.what === meaning.what && later.call === call && later.node === event.node) {
			later.startAt = startAt;
			later.startSeq = seq;
			later.words = meaning.words;
		} else this.#steps.push(this.#stepOf(event, startAt, seq, meaning));
		this.#nowNs = startAt;
		this.#nowSeq = seq;
	}

	inOrder(): readonly CriticalStep[] {
		return this.#steps.toReversed();
	}

	#stepOf(event: TraceEvent, startAt: Nanoseconds, startSeq: number, meaning: Meaning): Mutable<CriticalStep> {
		const { node } = event;
		const owner = "call" in event ? { exchange: event.exchange, call: event.call } : {};
		return { ...meaning, node, ...owner, startAt, endAt: this.#nowNs, startSeq, endSeq: this.#nowSeq };
	}
}

/** Those that came back with an event on the path; what a call's data waited for is on it where its answer is. */
function tripsOn(onPath: ReadonlySet<number>, roundTrips: readonly RoundTrip[]): readonly RoundTrip[] {
	const isOn = ({ endSeq, reason }: RoundTrip): boolean =>
		endSeq !== undefined && reason !== "queue" && onPath.has(endSeq);
	const asked = new Set(roundTrips.filter((trip) => isOn(trip) && isAsked(trip.reason)).map(({ call }) => call));
	return roundTrips
		.filter((trip) => isOn(trip) || (trip.isEstimate && asked.has(trip.call)))
		.sort((a, b) => a.startSeq - b.startSeq);
}
