/**
 * Measured and simulated, case by case: `npx tsx --conditions=source fidelity/report.ts [part of a case's name]`.
 */
import { isModelled } from "./cases.ts";
import { type Comparison, compareWithLoss, compareWithoutLoss, type LossComparison } from "./comparison.ts";
import { type MeasuredCase, readMeasured } from "./measured.ts";
import { median, quantile, share } from "./statistics.ts";

/** Runs of a case with random loss; packets that are dropped on purpose need few. */
const SEEDS_WITH_LOSS = 400;
const SEEDS_WITH_DROPS = 15;

const wanted = process.argv[2] ?? "";

const isLossy = (it: MeasuredCase): boolean => it.net.loss > 0 || it.drop !== undefined;
/** Work over a link without delay: what the measuring programs took by themselves. */
const isMachine = (it: MeasuredCase): boolean => it.group === "cpu";

const ms = (value: number): string => value.toFixed(1).padStart(9);
const percent = (value: number): string => `${(100 * value).toFixed(2)} %`.padStart(9);
const nameOf = (id: string): string => id.slice(0, 72).padEnd(72);

function printGroup(group: string, rows: readonly Comparison[]): void {
	console.log(`\n${group.padEnd(72)} ${"measured".padStart(9)} ${"simulated".padStart(9)} ${"error".padStart(9)}`);
	for (const { id, measured, simulated, error, withinBound, apart } of rows) {
		const notes = [...(withinBound ? [] : ["beyond the bound"]), ...(apart === undefined ? [] : [apart])];
		console.log(`${nameOf(id)} ${ms(measured)} ${ms(simulated)} ${percent(error)}  ${notes.join(", ")}`);
	}
}

function summarise(name: string, rows: readonly Comparison[]): void {
	if (rows.length === 0) return;
	const sizes = rows.map(({ error }) => Math.abs(error));
	console.log(
		`${name.padEnd(34)} ${String(rows.length).padStart(4)} ${percent(share(rows.map((row) => row.withinBound)))}` +
			` ${percent(median(sizes))} ${percent(quantile(sizes, 0.95))} ${percent(Math.max(...sizes))}`,
	);
}

function printSummary(rows: readonly Comparison[]): void {
	const titles = ["cases", "within", "median", "95th", "largest"];
	console.log(
		`\n${"Without loss".padEnd(34)} ${titles.map((title, at) => title.padStart(at === 0 ? 4 : 9)).join(" ")}`,
	);
	summarise("all", rows);
	summarise(
		"not apart",
		rows.filter(({ apart }) => apart === undefined),
	);
	for (const why of ["window edge", "unsteady"]) {
		summarise(
			`apart: ${why}`,
			rows.filter(({ apart }) => apart === why),
		);
	}
	for (const group of new Set(rows.map((row) => row.group))) {
		summarise(
			`group ${group}`,
			rows.filter((row) => row.group === group),
		);
	}
}

function printLoss(rows: readonly LossComparison[]): void {
	if (rows.length === 0) return;
	console.log(
		`\n${"With loss: medians of many runs".padEnd(72)} ${"measured".padStart(9)} ${"simulated".padStart(9)}` +
			` ${"error".padStart(9)}  with the same packets lost, each run`,
	);
	for (const { id, repetitions, measured, simulated, error, pairedError } of rows) {
		const paired = pairedError === undefined ? "" : `${percent(pairedError)} median of ${repetitions}`;
		console.log(`${nameOf(id)} ${ms(measured)} ${ms(simulated)} ${percent(error)} ${paired}`);
	}
}

const all = readMeasured().filter((it) => it.id.includes(wanted) && !isMachine(it));
const modelled = all.filter(isModelled);
const withoutLoss = modelled.filter((it) => !isLossy(it)).map(compareWithoutLoss);
const withLoss = modelled
	.filter(isLossy)
	.map((it) => compareWithLoss(it, it.drop === undefined ? SEEDS_WITH_LOSS : SEEDS_WITH_DROPS));

for (const group of new Set(withoutLoss.map((row) => row.group))) {
	printGroup(
		group,
		withoutLoss.filter((row) => row.group === group),
	);
}
printLoss(withLoss);
printSummary(withoutLoss);
for (const it of all.filter((one) => !isModelled(one))) console.log(`not modelled (${it.tcp.cc}): ${it.id}`);
