import {
	type Analysis,
	countOf,
	type ExchangeReport,
	explain,
	formatDuration,
	formatSize,
	LATENCY_PARTS,
	type LatencyPart,
	outcomeSentence,
	type Verdict,
} from "@roundtrip/analysis";
import type { SavingsResult } from "../savings.ts";
import { colours } from "./colours.ts";
import { criticalPathSection } from "./critical-path-section.ts";
import { roundTripsSection } from "./round-trips-section.ts";
import { savingsSection } from "./savings-section.ts";
import { limited, section } from "./section.ts";
import { selectionsSection } from "./selections-section.ts";
import { type Column, table } from "./table.ts";

/** Above so many exchanges, the path to the last one's end says nothing of the others. */
const PATH_EXCHANGES = 2_000;

const MARKS: Readonly<Record<Verdict["verdict"], (text: string) => string>> = {
	pass: (text) => colours.green(`✓ pass     ${text}`),
	fail: (text) => colours.red(`✕ fail     ${text}`),
	unknown: (text) => colours.yellow(`? unknown  ${text}`),
};

/**
 * What a run showed, below its sequence diagram: exchanges, round-trips with their reasons, latency, what decided when
 * it was over, what would save time, verdicts.
 */
export function runReport(analysis: Analysis, savings: SavingsResult): string {
	const isLarge = analysis.summary.exchanges > PATH_EXCHANGES;
	return [
		section("Exchanges", exchanges(analysis.exchanges)),
		roundTripsSection(analysis),
		selectionsSection(analysis.trace.header.scenario),
		section("Latency", isLarge ? meanLatency(analysis) : latency(analysis)),
		isLarge ? "" : criticalPathSection(analysis.criticalPath),
		savingsSection(savings, analysis.trace.header),
		section("Verdicts", verdicts(analysis)),
		totals(analysis),
	]
		.filter((part) => part !== "")
		.join("\n\n");
}

function exchanges(reports: readonly ExchangeReport[]): string {
	const columns: readonly Column[] = [
		...[{ head: "" }, { head: "request" }, { head: "from → to" }, { head: "attempts", align: "right" as const }],
		...[{ head: "took", align: "right" as const }, { head: "status", align: "right" as const }, { head: "outcome" }],
	];
	const row = (report: ExchangeReport): readonly string[] => [
		`e${report.exchange}`,
		report.request,
		`${report.client} → ${report.to}`,
		String(report.attempts.length),
		report.latencyNs === undefined ? "–" : formatDuration(report.latencyNs, "tabular"),
		report.status === undefined ? "–" : String(report.status),
		outcomeSentence(report.outcome),
	];
	return limited(reports, columns, row, "exchange");
}

/** The parts that some exchange spent time on; they add up to the whole. */
function latency({ latencies }: Analysis): string {
	const parts = LATENCY_PARTS.filter((part) => latencies.some((each) => each.parts[part] > 0));
	const right = { align: "right" as const };
	const columns: readonly Column[] = [
		{ head: "" },
		{ head: "total", ...right },
		...parts.map((head) => ({ head, ...right })),
	];
	const row = (each: Analysis["latencies"][number]): readonly string[] => [
		`e${each.exchange}`,
		formatDuration(each.totalNs, "tabular"),
		...parts.map((part) => (each.parts[part] === 0 ? "·" : formatDuration(each.parts[part], "tabular"))),
	];
	return limited(latencies, columns, row, "exchange");
}

/** Each part in the mean over all exchanges that ended. */
function meanLatency({ latencies, summary }: Analysis): string {
	const mean = (part: LatencyPart): number =>
		latencies.reduce((sum, { parts }) => sum + parts[part], 0) / Math.max(1, latencies.length);
	const parts = LATENCY_PARTS.map((part) => ({ part, ns: mean(part) })).filter(({ ns }) => ns > 0);
	const right = { align: "right" as const };
	const columns: readonly Column[] = [
		{ head: "" },
		{ head: "total", ...right },
		...parts.map(({ part }) => ({ head: part, ...right })),
	];
	const shown = [summary.latency?.mean ?? 0, ...parts.map(({ ns }) => ns)];
	return table(columns, [["mean", ...shown.map((ns) => formatDuration(ns, "tabular"))]]);
}

/** Events that prove a verdict; the lab shows them all. */
const PROOFS = 6;
const BELOW_MARK = " ".repeat(13);

function verdicts({ verdicts: all, trace }: Analysis): string {
	return all
		.flatMap((each) => [
			`  ${MARKS[each.verdict](each.text)}`,
			colours.dim(`${BELOW_MARK}${each.because}`),
			...proofs(each, trace),
		])
		.join("\n");
}

/** What happened, moment by moment, where something doesn't hold or can't be decided. */
function proofs({ verdict, events }: Verdict, trace: Analysis["trace"]): readonly string[] {
	if (verdict === "pass") return [];
	const lines = events.slice(0, PROOFS).map((seq) => {
		const event = trace.event(seq);
		const call = "call" in event ? ` ${event.call}` : "";
		return `${BELOW_MARK}${formatDuration(event.at, "tabular")}${call}  ${explain(event, trace)}`;
	});
	const more = events.length > PROOFS ? [`${BELOW_MARK}and ${countOf(events.length - PROOFS, "more event")}`] : [];
	return [...lines, ...more].map((line) => colours.dim(line));
}

function totals({ summary }: Analysis): string {
	const { messages, roundTrips: trips } = summary;
	const lost = messages.lost > 0 ? `, ${messages.lost} lost` : "";
	return colours.dim(
		`${countOf(summary.exchanges, "exchange")}, ${countOf(summary.attempts, "attempt")}, ${countOf(messages.sent, "message")}${lost}, ` +
			`${formatSize(messages.bytes)}, ${countOf(trips.front, "round-trip")} in front of the servers and ${trips.behind} behind`,
	);
}
