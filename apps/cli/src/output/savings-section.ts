import { type ConfirmedSaving, countOf, formatDuration, formatPercent, type MeasuredRun } from "@roundtrip/analysis";
import type { World } from "@roundtrip/model";
import type { SavingsResult } from "../savings.ts";
import { colours } from "./colours.ts";
import { section } from "./section.ts";
import { table } from "./table.ts";

/** What would save time, the most first, with what was predicted beside what a second run measured. */
export function savingsSection(savings: SavingsResult, world: World): string {
	if (savings.how === "skipped") return colours.dim(savings.why);
	const { confirmed, tried } = savings;
	const [first] = confirmed;
	if (first === undefined) return "";
	const figure = first.saving.figure === "mean-latency" ? "in the mean" : "until the last exchange is settled";
	const how =
		world === "simulated"
			? "each confirmed by a second run"
			: "each confirmed in the simulator, by a run with it and one without";
	const severalLinks = new Set(tried.map(({ link }) => link)).size > 1;
	const lines = table(
		[{ head: "" }, { head: "" }, { head: "" }],
		confirmed.map((each) => cellsOf(each, severalLinks)),
	).split("\n");
	// The first line is that of the empty heads.
	const body = confirmed.flatMap((each, index) => [lines[index + 1] ?? "", colours.dim(`    ${explained(each)}`)]);
	return section(`What would save time ${figure} (${how})`, body.join("\n"));
}

function cellsOf({ saving, spared }: ConfirmedSaving, severalLinks: boolean): readonly string[] {
	const { name, link, expects } = saving;
	return [
		severalLinks ? `${name}, ${link}` : name,
		`saves ${[...roundTrips(spared.roundTrips), formatDuration(spared.timeNs)].join(", ")}`,
		`(predicted ${formatDuration(expects.timeNs)})`,
	];
}

/** In the mean there may be a part of one; less than a tenth is not worth a word. */
function roundTrips(count: number): readonly string[] {
	const shown = Math.round(count * 10) / 10;
	return shown <= 0 ? [] : [countOf(shown, "round-trip")];
}

function explained({ saving, before, after, share }: ConfirmedSaving): string {
	const both = (figure: (run: MeasuredRun) => number): string =>
		`${formatDuration(figure(before))} → ${formatDuration(figure(after))}`;
	const end = `last settled ${both((run) => run.untilSettledNs)}`;
	const mean = `mean latency ${both((run) => run.meanLatencyNs)}`;
	return `${saving.words}: ${formatPercent(share)} less; ${end}, ${mean}`;
}
