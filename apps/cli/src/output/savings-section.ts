import { type ConfirmedSaving, formatCount, formatDuration, type MeasuredRun } from "@roundtrip/analysis";
import type { TraceHeader } from "@roundtrip/model";
import type { SavingsResult } from "../savings.ts";
import { colours } from "./colours.ts";
import { section } from "./section.ts";
import { type Column, table } from "./table.ts";

/** What would save time, the most first, with what was predicted beside what a second run measured. */
export function savingsSection(savings: SavingsResult, header: TraceHeader): string {
	if (savings.how === "skipped") return colours.dim(savings.why);
	const { confirmed, tried } = savings;
	const [first] = confirmed;
	if (first === undefined) return "";
	const figure = first.saving.figure === "mean-latency" ? "in the mean" : "until the last exchange is settled";
	const how =
		header.world === "simulated"
			? "each confirmed by a second run"
			: "each confirmed in the simulator, by a run with it and one without";
	const mayBeChance = Object.values(header.scenario.links).some(({ loss }) => loss !== undefined && loss > 0);
	const severalLinks = new Set(tried.map(({ link }) => link)).size > 1;
	const [head = "", asItIs = "", ...rows] = table(COLUMNS, [
		["as it is", "", "", "", "", ...bothTimes(first.before)],
		...confirmed.map((each) => cellsOf(each, severalLinks)),
	]).split("\n");
	const body = confirmed.flatMap(({ saving }, index) => [rows[index] ?? "", colours.dim(`    ${saving.words}`)]);
	const caution = mayBeChance
		? [colours.dim("  Packets are lost by chance here: another seed may say otherwise.")]
		: [];
	return section(`What would save time ${figure} (${how})`, [head, asItIs, ...body, ...caution].join("\n"));
}

const right = { align: "right" as const };
const COLUMNS: readonly Column[] = [
	...[{ head: "" }, { head: "saves", ...right }, { head: "", ...right }, { head: "predicted", ...right }],
	...[
		{ head: "round-trips", ...right },
		{ head: "last settled", ...right },
		{ head: "mean latency", ...right },
	],
];

function cellsOf({ saving, spared, share, after }: ConfirmedSaving, severalLinks: boolean): readonly string[] {
	const { name, link, expects } = saving;
	// In the mean there may be a part of a round-trip.
	const roundTrips = Math.round(spared.roundTrips * 10) / 10;
	return [
		severalLinks ? `${name}, ${link}` : name,
		formatDuration(spared.timeNs, "tabular"),
		`${(share * 100).toFixed(1)} %`,
		expects.timeNs === 0 ? "–" : formatDuration(expects.timeNs, "tabular"),
		roundTrips === 0 ? "·" : formatCount(roundTrips).replace("-", "−"),
		...bothTimes(after),
	];
}

function bothTimes({ untilSettledNs, meanLatencyNs }: MeasuredRun): readonly string[] {
	return [formatDuration(untilSettledNs, "tabular"), formatDuration(meanLatencyNs, "tabular")];
}
