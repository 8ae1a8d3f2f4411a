import type { Analysis } from "../analysis.ts";
import { LATENCY_PART_NAMES, LATENCY_PARTS, type LatencyPart } from "../latency-split.ts";
import { ROUND_TRIP_REASONS, type RoundTripReason, WAITED_REASONS } from "../round-trips/reason.ts";
import type { FigurePair } from "./comparison.ts";
import { relativeError } from "./relative-error.ts";

interface Figure {
	readonly name: string;
	readonly unit: FigurePair["unit"];
	readonly value: number;
}

/** Those that show in the events between the nodes; windows and resends, a world may not be able to tell. */
const TOLD_BY_EVERY_WORLD: readonly RoundTripReason[] = ROUND_TRIP_REASONS.filter((each) => !WAITED_REASONS.has(each));

const PURPOSES: Readonly<Record<RoundTripReason, string>> = {
	dns: "for an address",
	connect: "to connect",
	tls: "for TLS",
	request: "to request",
	query: "to query",
	redirect: "to be sent on",
	"sign-in": "to sign in",
	keys: "for keys",
	continue: "to continue",
	"congestion-window": "for the congestion window",
	"flow-control-window": "for a flow-control window",
	retransmission: "to send again",
	queue: "of others, in the queue",
};

/** The figures of two runs, in the order in which they are read; those that neither run has are left out. */
export function figurePairs(a: Analysis, b: Analysis): readonly FigurePair[] {
	const ofB = figuresOf(b);
	return figuresOf(a).flatMap(({ name, unit, value }, index) => {
		const reference = ofB[index]?.value ?? 0;
		const optional = value === 0 && reference === 0;
		return optional ? [] : [{ name, unit, a: value, b: reference, error: relativeError(value, reference) }];
	});
}

/** The same list for every run, so that two of them align by position. */
function figuresOf(analysis: Analysis): readonly Figure[] {
	const { latency, messages, roundTrips, exchanges, attempts } = analysis.summary;
	const parts = meanParts(analysis);
	const count = (name: string, value: number): Figure => ({ name, unit: "count", value });
	const time = (name: string, value: number | undefined): Figure => ({ name, unit: "ns", value: value ?? 0 });
	return [
		time("latency, median", latency?.median),
		time("latency, mean", latency?.mean),
		time("latency, p99", latency?.p99),
		time("latency, max", latency?.max),
		...LATENCY_PARTS.map((part) => time(`mean time ${LATENCY_PART_NAMES[part]}`, parts[part])),
		count("exchanges", exchanges),
		count("attempts", attempts),
		count(
			"round-trips",
			TOLD_BY_EVERY_WORLD.filter((reason) => reason !== "queue").reduce(
				(sum, reason) => sum + roundTrips.byReason[reason],
				0,
			),
		),
		...TOLD_BY_EVERY_WORLD.map((reason) => count(`round-trips ${PURPOSES[reason]}`, roundTrips.byReason[reason])),
		count("messages", messages.sent),
		count("messages lost", messages.lost),
		{ name: "bytes", unit: "B", value: messages.bytes },
	];
}

function meanParts({ latencies }: Analysis): Readonly<Record<LatencyPart, number>> {
	const mean = Object.fromEntries(LATENCY_PARTS.map((part) => [part, 0])) as Record<LatencyPart, number>;
	for (const { parts } of latencies) {
		for (const part of LATENCY_PARTS) mean[part] += parts[part] / latencies.length;
	}
	return mean;
}
