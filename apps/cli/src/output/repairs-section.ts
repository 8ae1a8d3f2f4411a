import { countOf, formatCount } from "@roundtrip/analysis";
import type { Exploration, TriedRepair } from "@roundtrip/explorer";
import { colours } from "./colours.ts";
import type { ExploredChoices } from "./explore-json.ts";
import { exploreCommandLine } from "./replay.ts";
import { wrapped } from "./wrapped.ts";

const WIDTH = 100;

/** Changes of the scenario that were tried: those that pass everything are proposed, with the command that explores them. */
export function repairsSection({ repairs }: Exploration, choices: ExploredChoices): string {
	if (repairs.length === 0) return "";
	const mends = repairs.some((each) => each.mends);
	const lines = repairs.map((each) => repairLines(each, choices));
	return [...lines, ...(mends ? [] : ["  None of them mends it."])].join("\n");
}

function repairLines(
	{ name, what, text, settings, schedules, breaking, mends }: TriedRepair,
	choices: ExploredChoices,
): string {
	const result = mends ? colours.green(`  ✓ ${name}: ${text}`) : `  ${colours.red("✕")} ${name}: ${text}`;
	const how = mends
		? `passes ${countOf(schedules, "run")}, all that were explored`
		: `${formatCount(breaking)} of the ${countOf(schedules, "run")} that it was tried on still ${breaking === 1 ? "breaks" : "break"}`;
	const lines = [result, wrapped(`    ${how}. ${what}`, WIDTH, "    ")];
	if (mends) lines.push(colours.dim(`    ${exploreCommandLine(choices, settings)}`));
	return lines.join("\n");
}
