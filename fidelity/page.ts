import { readdirSync, readFileSync } from "node:fs";
import { simulateCase } from "./cases.ts";
import type { Comparison } from "./comparison.ts";
import { type Evaluation, groupsOf, type Summary, summarise } from "./evaluation.ts";
import { markdownTable, ms, percent } from "./figures.ts";
import { type LossComparison, SEEDS_WITH_LOSS } from "./loss-comparison.ts";
import { NO_MACHINE } from "./machine.ts";
import type { MeasuredFile } from "./measured.ts";
import { median, quantile, share } from "./statistics.ts";
import { readVectors } from "./vectors.ts";

const TEXT = new URL("text/", import.meta.url);

/** The page's written parts, by their names without number and ending. */
function readParts(): ReadonlyMap<string, string> {
	const names = readdirSync(TEXT).sort();
	return new Map(
		names.map((name) => [name.replace(/^\d+-|\.md$/g, ""), readFileSync(new URL(name, TEXT), "utf8").trim()]),
	);
}

/** docs/fidelity.md: what is written about the model, with what its figures are. */
export function fidelityPage(file: MeasuredFile, evaluation: Evaluation): string {
	const parts = readParts();
	const { withoutLoss, withLoss, again, notModelled } = evaluation;
	const values = valuesOf(file, evaluation);
	const part = (name: string): string => {
		const text = parts.get(name);
		if (text === undefined) throw new Error(`fidelity/text has no part ${name}`);
		return text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? unknown(key));
	};
	const sections = [
		part("opening"),
		part("network"),
		part("scenarios"),
		part("measurement"),
		summaryTable(file, withoutLoss),
		wireSentence(withoutLoss),
		part("loss"),
		lossTable(withLoss),
		part("loss-notes"),
		lossTable(again),
		part("lantern"),
		part("closed-forms"),
		part("real-world"),
		"## Every case",
		"Times in ms. One case alone, with its packets and round-trips: `npm run fidelity -- CASE`, where CASE is a regular expression.",
		...[...groupsOf(withoutLoss)].map(([group, rows]) => `### ${group}\n\n${caseTable(rows)}`),
		"### Not played",
		notModelled.map(({ id, why }) => `- \`${id}\`: ${why}.`).join("\n"),
	];
	return `${sections.join("\n\n")}\n`;
}

function unknown(key: string): never {
	throw new Error(`fidelity/text asks for ${key}, which is not known`);
}

function valuesOf({ environment }: MeasuredFile, evaluation: Evaluation): Readonly<Record<string, string>> {
	const { withoutLoss, withLoss, machine, notModelled } = evaluation;
	const pages = withoutLoss.filter(({ id }) => id.includes("/page,"));
	return {
		all: String(withoutLoss.length + withLoss.length + machine.length + notModelled.length),
		kernel: environment.kernel.replace(/-.*/, ""),
		openssl: `OpenSSL ${environment.openssl}`,
		node: environment.node.replace("v", ""),
		lossSeeds: String(SEEDS_WITH_LOSS),
		cpu: String(machine.length),
		lossless: String(withoutLoss.length),
		mape: percent(meanError(withoutLoss)),
		pages: String(pages.length),
		mapePages: percent(meanError(pages)),
		vectors: String(readVectors().length),
	};
}

const meanError = (rows: readonly Comparison[]): number =>
	rows.reduce((sum, { error }) => sum + Math.abs(error), 0) / rows.length;

const summaryRow = (name: string, it: Summary): readonly string[] => [
	name,
	String(it.cases),
	percent(it.within),
	percent(it.median),
	percent(it.high),
	percent(it.largest),
];

function summaryTable(file: MeasuredFile, rows: readonly Comparison[]): string {
	const apart = (why: Comparison["apart"]): Summary => summarise(rows.filter((row) => row.apart === why));
	return markdownTable(
		["cases without loss", "cases", "within", "median error", "95 of 100 below", "largest"],
		[
			summaryRow("all", summarise(rows)),
			summaryRow("none of those apart", apart(undefined)),
			summaryRow("apart: window edge", apart("window edge")),
			summaryRow("apart: unsteady", apart("unsteady")),
			...[...groupsOf(rows)].map(([group, of]) => summaryRow(`group \`${group}\``, summarise(of))),
			summaryRow("all, without the machine", withoutMachine(file, rows)),
		],
	);
}

/** The same cases as if programs' own work took no time: what the network's model says by itself. */
function withoutMachine({ results }: MeasuredFile, rows: readonly Comparison[]): Summary {
	const byId = new Map(results.map((it) => [it.id, it]));
	return summarise(
		rows.map((row) => {
			const it = byId.get(row.id);
			const simulated = it === undefined ? 0 : (simulateCase(it, 1, { machine: NO_MACHINE }).times.total ?? 0);
			const off = Math.abs(simulated - row.measured);
			return { ...row, error: off / row.measured, withinBound: off <= row.boundMs };
		}),
	);
}

function wireSentence(rows: readonly Comparison[]): string {
	const wires = rows.flatMap(({ wire }) => (wire === undefined ? [] : [wire]));
	const packets = wires.map((wire) => Math.abs(wire.packetsError));
	const bytes = wires.map((wire) => Math.abs(wire.bytesError));
	return (
		`Packets on the wire, in the ${wires.length} cases whose counts are of the case alone: exactly as many as measured in ` +
		`${percent(share(packets.map((error) => error === 0)))} of them, the median error is ${percent(median(packets))}, ` +
		`95 of 100 are below ${percent(quantile(packets, 0.95))}. Bytes: median ${percent(median(bytes))}, 95 of 100 below ` +
		`${percent(quantile(bytes, 0.95))}.`
	);
}

function lossTable(rows: readonly LossComparison[]): string {
	const three = ({ lower, median: middle, upper }: LossComparison["measured"]): string =>
		[lower, middle, upper].map(ms).join(" · ");
	return markdownTable(
		["case", "runs", "load", "measured: quartiles, ms", "simulated", "error of the median", "medians", "same losses"],
		rows.map((row) => [
			`\`${row.id}\``,
			String(row.repetitions),
			ms(row.load),
			three(row.measured),
			three(row.simulated),
			percent(row.error),
			`${ms(row.mediansFrom)} to ${ms(row.mediansTo)}`,
			row.pairedError === undefined ? "" : percent(row.pairedError),
		]),
	);
}

function caseTable(rows: readonly Comparison[]): string {
	return markdownTable(
		["case", "measured", "simulated", "error", "packets", "bytes", ""],
		rows.map((row) => [
			`\`${row.id.slice(row.group.length + 1)}\``,
			ms(row.measured),
			ms(row.simulated),
			percent(row.error),
			row.wire === undefined ? "" : percent(row.wire.packetsError),
			row.wire === undefined ? "" : percent(row.wire.bytesError),
			[...(row.withinBound ? [] : ["beyond the bound"]), ...(row.apart === undefined ? [] : [row.apart])].join(", "),
		]),
	);
}
