import {
	type Analysis,
	analyse,
	countOf,
	type ExchangeReport,
	formatDuration,
	formatSize,
	LATENCY_PARTS,
	outcomeSentence,
	type RoundTrip,
	type Verdict,
} from "@roundtrip/analysis";
import type { Trace } from "@roundtrip/model";
import { colours } from "./colours.ts";
import { type Column, table } from "./table.ts";

/** Rows of a section; the rest is counted, so that a large run stays readable. */
const ROWS = 40;

const MARKS: Readonly<Record<Verdict["verdict"], (text: string) => string>> = {
	pass: (text) => colours.green(`✓ pass     ${text}`),
	fail: (text) => colours.red(`✕ fail     ${text}`),
	unknown: (text) => colours.yellow(`? unknown  ${text}`),
};

/** What a run showed, below its sequence diagram: exchanges, round-trips with their reasons, latency, verdicts. */
export function runReport(trace: Trace): string {
	const analysis = analyse(trace);
	return [
		section("Exchanges", exchanges(analysis.exchanges)),
		section("Round-trips", roundTrips(analysis.roundTrips)),
		section("Latency", latency(analysis)),
		section("Verdicts", verdicts(analysis.verdicts)),
		totals(analysis),
	]
		.filter((part) => part !== "")
		.join("\n\n");
}

function section(title: string, body: string): string {
	return body === "" ? "" : `${colours.bold(title)}\n${body}`;
}

/** A table of at most `ROWS` rows, and a line that says how many more there are. */
function limited<Item>(
	items: readonly Item[],
	columns: readonly Column[],
	row: (item: Item) => readonly string[],
	what: string,
): string {
	if (items.length === 0) return "";
	const shown = table(columns, items.slice(0, ROWS).map(row));
	return items.length > ROWS ? `${shown}\n  and ${countOf(items.length - ROWS, `more ${what}`)}` : shown;
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

const ENDS: Readonly<Record<RoundTrip["ended"], string>> = {
	answered: "",
	refused: "refused",
	"request-lost": "the request was lost",
	"response-lost": "the response was lost",
	"gave-up": "no answer until the client gave up",
	reset: "the connection was reset",
	"run-over": "no answer until the run ended",
};

function roundTrips(trips: readonly RoundTrip[]): string {
	const columns: readonly Column[] = [
		...[{ head: "call" }, { head: "link" }, { head: "reason" }, { head: "at", align: "right" as const }],
		...[{ head: "took", align: "right" as const }, { head: "" }],
	];
	const row = (trip: RoundTrip): readonly string[] => [
		trip.call,
		trip.link,
		trip.reason,
		formatDuration(trip.startAt, "tabular"),
		trip.endAt === undefined ? "–" : formatDuration(trip.endAt - trip.startAt, "tabular"),
		ENDS[trip.ended],
	];
	return limited(trips, columns, row, "round-trip");
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

function verdicts(all: readonly Verdict[]): string {
	return all.map((each) => `  ${MARKS[each.verdict](each.text)}\n             ${colours.dim(each.because)}`).join("\n");
}

function totals({ summary }: Analysis): string {
	const { messages, roundTrips: trips } = summary;
	const lost = messages.lost > 0 ? `, ${messages.lost} lost` : "";
	return colours.dim(
		`${countOf(summary.exchanges, "exchange")}, ${countOf(summary.attempts, "attempt")}, ${countOf(messages.sent, "message")}${lost}, ` +
			`${formatSize(messages.bytes)}, ${countOf(trips.front, "round-trip")} in front of the servers and ${trips.behind} behind`,
	);
}
