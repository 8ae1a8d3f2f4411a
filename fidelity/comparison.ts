import type { ExchangeResult } from "@roundtrip/network";
import { simulateCase } from "./cases.ts";
import type { MeasuredCase, Scenario } from "./measured.ts";
import { median } from "./statistics.ts";

/** One case without loss, measured and simulated; times in ms. */
export interface Comparison {
	readonly id: string;
	readonly group: string;
	/** The fastest repetition: what is slower has waited for the machine. */
	readonly measured: number;
	readonly simulated: number;
	/** Of the simulated time, against the measured. */
	readonly error: number;
	readonly boundMs: number;
	readonly withinBound: boolean;
	/** Why the case is shown apart, if it is. */
	readonly apart: "window edge" | "unsteady" | undefined;
	/** Undefined where the measurement's counts are of more than the case. */
	readonly wire: WireComparison | undefined;
	readonly exchanges: readonly ExchangeResult[];
}

/** What the link was offered in both directions until the client was done. */
export interface WireComparison {
	readonly measuredPackets: number;
	readonly simulatedPackets: number;
	readonly packetsError: number;
	readonly measuredBytes: number;
	readonly simulatedBytes: number;
	readonly bytesError: number;
}

/** Seeds decide where ticks stand: without loss that moves a time by a few ms at most. */
const SEEDS_WITHOUT_LOSS = 5;
const SEGMENT_BYTES = 1_448;

/** What separates right from wrong: 5 %, or 3 ms and 6 ms for each connection with TLS. */
function boundOf(measuredMs: number, scenario: Scenario, connections: number): number {
	return Math.max(0.05 * measuredMs, 3 + (scenario.tls === undefined ? 0 : 6 * connections));
}

export function totalOf(it: MeasuredCase, seed: number): number {
	return simulateCase(it, seed).times.total ?? Number.NaN;
}

/**
 * Whether the last bytes just fit a window, or just do not: with two segments more or less in all that is answered the
 * simulated time jumps by a large part of a round-trip. There the measured time, too, hangs on how a machine's work fell
 * together. The measured times have no part in this.
 */
function isAtWindowEdge(it: MeasuredCase): boolean {
	const { size, n = 1 } = it.scenario;
	if (size === undefined) return false;
	const step = Math.ceil(SEGMENT_BYTES / n);
	const totals = [-2, -1, 0, 1, 2]
		.map((steps) => size + steps * step)
		.filter((bytes) => bytes > 0)
		.map((bytes) => totalOf({ ...it, scenario: { ...it.scenario, size: bytes } }, 1));
	return totals.some((total, at) => at > 0 && Math.abs(total - (totals[at - 1] ?? total)) > 0.4 * it.net.rtt);
}

/** Whether most repetitions took longer than the fastest by 10 % and 5 ms: then no single time is the case's. */
function isUnsteady(it: MeasuredCase): boolean {
	const fastest = Math.min(...it.totals);
	return median(it.totals) - fastest > Math.max(0.1 * fastest, 5);
}

/** A resumed handshake follows another one, and `warm` goes on after its total: the link counted all of it. */
function countsOnlyTheCase({ kind, resume }: Scenario): boolean {
	return kind !== "warm" && resume !== true;
}

const errorOf = (simulated: number, measured: number): number => (simulated - measured) / measured;

function compareWire(it: MeasuredCase, untilMs: number): WireComparison | undefined {
	if (!countsOnlyTheCase(it.scenario)) return undefined;
	const { wire } = simulateCase(it, 1, { untilMs });
	const measuredPackets = it.wire.upPackets + it.wire.downPackets;
	const simulatedPackets = wire.upPackets + wire.downPackets;
	const measuredBytes = it.wire.upBytes + it.wire.downBytes;
	const simulatedBytes = wire.upBytes + wire.downBytes;
	return {
		measuredPackets,
		simulatedPackets,
		packetsError: errorOf(simulatedPackets, measuredPackets),
		measuredBytes,
		simulatedBytes,
		bytesError: errorOf(simulatedBytes, measuredBytes),
	};
}

export function compareWithoutLoss(it: MeasuredCase): Comparison {
	const measured = it.fastest.total ?? Number.NaN;
	const runs = Array.from({ length: SEEDS_WITHOUT_LOSS }, (_, at) => simulateCase(it, at + 1));
	const totals = runs.map((run) => run.times.total ?? Number.NaN);
	const simulated = median(totals);
	const boundMs = boundOf(measured, it.scenario, runs[0]?.times.connections ?? 1);
	const unsteady = isUnsteady(it) ? "unsteady" : undefined;
	return {
		id: it.id,
		group: it.group,
		measured,
		simulated,
		error: errorOf(simulated, measured),
		boundMs,
		withinBound: Math.abs(simulated - measured) <= boundMs,
		apart: isAtWindowEdge(it) ? "window edge" : unsteady,
		wire: compareWire(it, totals[0] ?? 0),
		exchanges: runs[0]?.exchanges ?? [],
	};
}
