import { countOf, formatCount, toSequenceText } from "@roundtrip/analysis";
import {
	type BrokenExpectation,
	type Exploration,
	faultsOf,
	PRUNINGS,
	type Pruning,
	type Schedule,
} from "@roundtrip/explorer";
import { printFault } from "@roundtrip/model";
import type { Confirmation } from "../explore/confirm.ts";
import type { Terminal } from "../terminal.ts";
import { runSimulated } from "../worlds.ts";
import { colours } from "./colours.ts";
import { type ExploredChoices, scheduleCommand } from "./explore-json.ts";
import { lookalikesSection } from "./lookalikes-section.ts";
import { matrixSections } from "./matrix-section.ts";
import { repairsSection } from "./repairs-section.ts";
import { section } from "./section.ts";
import { type Column, table } from "./table.ts";
import { wrapped } from "./wrapped.ts";

const WIDTH = 100;
/** Schedules that are named beside the one that is drawn. */
const NAMED = 8;

/** What is going to be explored, before it is. */
export function exploreIntro({ scenario, seed, replay, leftOut }: ExploredChoices): string {
	const lines = [`explored in the simulator, seed ${seed}`, `again: ${replay}`];
	if (leftOut.length > 0) {
		const faults = leftOut.map(printFault).join("; ");
		lines.push(
			...wrapped(`left out, as the scenario's own (--keep-faults keeps them): ${faults}`, WIDTH, "  ").split("\n"),
		);
	}
	return `${colours.bold(scenario.title)}\n${lines.map(colours.dim).join("\n")}\n\n`;
}

/** What came of all faults: the matrix, what breaks and by what, what clients can't tell apart, repairs, coverage. */
export function exploreReport(
	exploration: Exploration,
	choices: ExploredChoices,
	confirmed: readonly Confirmation[],
	{ columns: width, signal: { aborted: isInterrupted } }: Pick<Terminal, "columns" | "signal">,
): string {
	return `${[
		...matrixSections(exploration),
		section("Slow or never", lookalikesSection(exploration)),
		section("Broken expectations", brokenSection(exploration)),
		...drawn(exploration, choices, confirmed, width),
		section("Repairs", repairsSection(exploration, choices)),
		section("Coverage", coverageSection(exploration)),
		conclusion(exploration, isInterrupted),
	]
		.filter((part) => part !== "")
		.join("\n\n")}\n`;
}

/** The faults of a schedule, as a person would tell them. */
function told(schedule: Schedule): string {
	if (schedule.length === 0) return "no fault at all";
	return schedule.map(({ kind, point }) => `${kind} ${point}`).join(", then ");
}

function brokenSection({ broken, schedules }: Exploration): string {
	return broken
		.map(({ text, schedules: breaking, smallest }) => {
			const share = `${formatCount(breaking)} of ${countOf(schedules, "run")} ${breaking === 1 ? "breaks" : "break"} it; the smallest of them:`;
			const named = smallest.slice(0, NAMED).map((each) => wrapped(`      ${told(each)}`, WIDTH, "        "));
			const more = smallest.length > NAMED ? [`      and ${formatCount(smallest.length - NAMED)} more`] : [];
			return [colours.red(`  ✕ ${text}`), `    ${share}`, ...named, ...more].join("\n");
		})
		.join("\n");
}

/** The first of the smallest schedules of each broken expectation, as a sequence diagram with the command that replays it. */
function drawn(
	{ scenario, seed, broken }: Exploration,
	choices: ExploredChoices,
	confirmed: readonly Confirmation[],
	width: number,
): readonly string[] {
	const first = new Map<string, { readonly schedule: Schedule; readonly breaks: BrokenExpectation[] }>();
	for (const each of broken) {
		const [schedule] = each.smallest;
		if (schedule === undefined) continue;
		const key = told(schedule);
		const group = first.get(key) ?? { schedule, breaks: [] };
		group.breaks.push(each);
		first.set(key, group);
	}
	return [...first.values()].map(({ schedule, breaks }) => {
		const trace = runSimulated(scenario, { seed, faults: faultsOf(schedule) });
		const real = confirmed.filter(({ expectation }) => breaks.some((each) => each.expectation === expectation));
		return [
			section(`The smallest: ${told(schedule)}`, toSequenceText(trace, { width })),
			colours.dim(`replay: ${scheduleCommand(choices, schedule)}`),
			...real.map(onSockets),
		].join("\n");
	});
}

function onSockets({ verdict, because }: Confirmation): string {
	if (verdict === "fail") return colours.red(`on real sockets it breaks too: ${because}`);
	return colours.yellow(`on real sockets it ${verdict === "pass" ? "holds" : "can't be decided"}: ${because}`);
}

function coverageSection({ coverage, unplayable }: Exploration): string {
	const { messages, moments, kinds } = coverage;
	const right = { align: "right" as const };
	const columns: readonly Column[] = [
		{ head: "fault" },
		{ head: "tried", ...right },
		{ head: "pruned", ...right },
		{ head: "left over", ...right },
	];
	const sums = new Map<Pruning, number>();
	const rows = kinds.map(({ kind, tried, pruned, leftOver }) => {
		const counts = Object.entries(pruned) as readonly [Pruning, number][];
		for (const [reason, count] of counts) sums.set(reason, (sums.get(reason) ?? 0) + count);
		const all = counts.reduce((sum, [, count]) => sum + count, 0);
		return [kind, formatCount(tried), formatCount(all), formatCount(leftOver)];
	});
	const reasons = [...sums].map(([reason, count]) =>
		wrapped(`    ${formatCount(count)}: ${PRUNINGS[reason]}`, WIDTH, "      "),
	);
	return [
		`  ${countOf(messages, "message")} and ${countOf(moments, "moment")} of nodes in the run without faults`,
		table(columns, rows),
		...(reasons.length === 0 ? [] : ["  pruned, as nothing new would come of it", ...reasons]),
		...(unplayable.problem === undefined
			? []
			: [`  not played to the end, ${countOf(unplayable.schedules, "run")}: ${unplayable.problem}`]),
	].join("\n");
}

function conclusion(
	{ scenario, schedules, broken, undecided, unharmed, isComplete }: Exploration,
	isInterrupted: boolean,
): string {
	const why = isInterrupted ? "it was interrupted" : "--limit takes a larger number";
	const left = isComplete ? "" : ` Not all was tried: ${why}.`;
	if (scenario.expect.length === 0) {
		return colours.yellow(`The scenario expects nothing, so nothing can break: add \`expect\` to it.${left}`);
	}
	if (unharmed.broken.length > 0) return colours.red("It is broken without any fault.");
	const runs = countOf(schedules, "run");
	if (broken.length > 0) {
		return colours.red(
			`${formatCount(broken.length)} of ${countOf(scenario.expect.length, "expectation")} broken, in ${runs}.${left}`,
		);
	}
	if (undecided > 0)
		return colours.yellow(`Nothing broken in ${runs}; ${formatCount(undecided)} can't be decided.${left}`);
	return (isComplete ? colours.green : colours.yellow)(`Nothing breaks in ${runs}.${left}`);
}
