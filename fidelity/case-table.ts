import type { ExchangeResult } from "@roundtrip/network";
import { type Evaluation, summarise } from "./evaluation.ts";
import { ms, percent, plainTable } from "./figures.ts";
import type { MeasuredCase } from "./measured.ts";
import { median } from "./statistics.ts";

/** What is known of a few cases, for a terminal. */
export function caseTables(cases: readonly MeasuredCase[], evaluation: Evaluation): string {
	return [times(cases, evaluation), wires(evaluation), losses(evaluation), roundTrips(evaluation), notes(evaluation)]
		.filter((part) => part !== "")
		.join("\n\n");
}

function times(cases: readonly MeasuredCase[], { withoutLoss }: Evaluation): string {
	const byId = new Map(cases.map((it) => [it.id, it]));
	if (withoutLoss.length === 0) return "";
	const rows = withoutLoss.map((row) => {
		const totals = byId.get(row.id)?.totals ?? [];
		const remark = [...(row.withinBound ? [] : ["beyond the bound"]), ...(row.apart === undefined ? [] : [row.apart])];
		return [
			row.id,
			...[row.measured, median(totals), Math.max(...totals), row.simulated].map(ms),
			percent(row.error),
			ms(row.boundMs),
			remark.join(", "),
		];
	});
	const { cases: count, within, median: middle } = summarise(withoutLoss);
	const heads = ["without loss, ms", "fastest", "median", "slowest", "simulated", "error", "bound", ""];
	return `${plainTable(heads, rows)}\n${count} cases, ${percent(within)} within the bound, median error ${percent(middle)}`;
}

function wires({ withoutLoss }: Evaluation): string {
	const rows = withoutLoss.flatMap(({ id, wire }) =>
		wire === undefined
			? []
			: [
					[
						id,
						...[wire.measuredPackets, wire.simulatedPackets].map(String),
						percent(wire.packetsError),
						...[wire.measuredBytes, wire.simulatedBytes].map(String),
						percent(wire.bytesError),
					],
				],
	);
	const heads = ["on the wire", "packets", "simulated", "error", "bytes", "simulated", "error"];
	return rows.length === 0 ? "" : plainTable(heads, rows);
}

function losses({ withLoss }: Evaluation): string {
	if (withLoss.length === 0) return "";
	const rows = withLoss.flatMap((row) => [
		[row.id, `measured ${row.repetitions}`, ...quartiles(row.measured), "", ""],
		["", "simulated", ...quartiles(row.simulated), percent(row.error), same(row.pairedError)],
	]);
	return plainTable(["with loss, ms", "runs", "1/4", "median", "3/4", "error", "same losses"], rows);
}

const quartiles = (it: { readonly lower: number; readonly median: number; readonly upper: number }): string[] =>
	[it.lower, it.median, it.upper].map(ms);

const same = (error: number | undefined): string => (error === undefined ? "" : percent(error));

/** Of the exchange that was done last: its round-trips by what they were needed for. */
function roundTrips({ withoutLoss }: Evaluation): string {
	const rows = withoutLoss.flatMap(({ id, exchanges }) => {
		const last = exchanges.reduce<ExchangeResult | undefined>(
			(latest, one) => (latest !== undefined && latest.times.lastByteNs >= one.times.lastByteNs ? latest : one),
			undefined,
		);
		if (last === undefined) return [];
		const reasons = Object.entries(last.roundTrips).filter(([, count]) => count > 0);
		return [[id, reasons.map(([reason, count]) => `${reason} ${count}`).join(", ")]];
	});
	return rows.length === 0 ? "" : plainTable(["round-trips of the exchange that ended last", ""], rows);
}

function notes({ machine, notModelled }: Evaluation): string {
	return [
		...machine.map(({ id }) => `not compared: ${id} is what the machine's profile is derived from`),
		...notModelled.map(({ id, why }) => `not played: ${id}: ${why}`),
	].join("\n");
}
