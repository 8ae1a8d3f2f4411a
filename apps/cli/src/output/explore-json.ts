import { type Exploration, faultsOf, type Schedule } from "@roundtrip/explorer";
import { type Fault, printFault, printScenario, type Scenario } from "@roundtrip/model";
import type { Confirmation } from "../explore/confirm.ts";
import { type ExploreChoices, replayCommand } from "./replay.ts";

/** What is explored, and the words that say so. */
export interface ExploredChoices extends ExploreChoices {
	/** The command that explores this again. */
	readonly replay: string;
	/** With the faults that are in every run. */
	readonly scenario: Scenario;
	/** The scenario's own faults, where they are left out. */
	readonly leftOut: readonly Fault[];
	/** For a run that is like the explored ones: without the scenario's own faults, where they are left out. */
	readonly runSettings: readonly string[];
}

/** The command that plays one schedule. */
export function scheduleCommand(
	{ file, seed, runSettings: settings, added }: ExploredChoices,
	schedule: Schedule,
): string {
	const faults = [...added, ...faultsOf(schedule)];
	return replayCommand({ file, seed, real: false, settings, faults });
}

/** Everything that was found, for programs. */
export function exploreJson(
	exploration: Exploration,
	choices: ExploredChoices,
	confirmed: readonly Confirmation[],
): string {
	const { scenario, unharmed, broken, lookalikes, repairs, ...rest } = exploration;
	const written = (schedule: Schedule): object => ({
		strikes: schedule.map(({ kind, point, fault }) => ({ kind, point, fault: printFault(fault) })),
		replay: scheduleCommand(choices, schedule),
	});
	const report = {
		...{ title: scenario.title, file: choices.file, replay: choices.replay, ...rest },
		leftOut: choices.leftOut.map(printFault),
		unharmed: { outcomes: unharmed.outcomes, broken: unharmed.broken, undecided: unharmed.undecided },
		broken: broken.map(({ smallest, ...each }) => ({ ...each, smallest: smallest.map(written) })),
		lookalikes: lookalikes.map(({ exchange, truths }) => ({
			exchange,
			truths: truths.map(({ strike, ...truth }) => ({ kind: strike.kind, point: strike.point, ...truth })),
		})),
		repairs: repairs.map(({ scenario: changed, ...each }) => ({ ...each, scenario: printScenario(changed) })),
		...(confirmed.length === 0
			? {}
			: { real: confirmed.map(({ schedule, ...each }) => ({ ...each, schedule: written(schedule) })) }),
	};
	return `${JSON.stringify(report, null, "\t")}\n`;
}
