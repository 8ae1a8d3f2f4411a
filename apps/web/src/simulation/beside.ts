import { type Fault, parseFault, parseScenario, printFault, type Scenario, withSettings } from "@roundtrip/model";
import type { Job, JobFailure } from "./job.ts";
import { type Prepared, read } from "./read.ts";

/** What another run has otherwise: settings of the same scenario, or all of its text. */
export type BesideChange = { readonly settings: readonly string[] } | { readonly text: string };

/** More would not fit into an address. */
const MOST_SETTINGS = 100;

/**
 * The scenario that stands beside that of a job, with the same seed, and with the same faults in the place of its own.
 * Those that can't strike in it, such as one of a link that it doesn't have, are left out.
 */
export function readBeside(job: Job, change: BesideChange): Prepared {
	const original = read(job);
	if (!original.ok) return original;
	const changed = otherScenario(original.scenario, change);
	if (!changed.ok) return changed;
	const other = changed.value;
	const seed = job.seed ?? original.scenario.seed;
	const own = fitting(original.scenario.faults, { ...other, faults: [] });
	const scenario = { ...other, seed, faults: own };
	return { ok: true, scenario, faults: fitting(original.faults, scenario) };
}

function otherScenario(
	scenario: Scenario,
	change: BesideChange,
): { readonly ok: true; readonly value: Scenario } | JobFailure {
	if ("text" in change) {
		const parsed = parseScenario(change.text);
		return parsed.ok ? parsed : { ok: false, where: "scenario", problems: parsed.problems };
	}
	if (change.settings.length > MOST_SETTINGS) return failure(`More than ${MOST_SETTINGS} settings.`);
	const changed = withSettings(scenario, change.settings);
	if (changed.ok) return changed;
	return failure(
		changed.problems
			.map(({ setting, message }) => (setting === undefined ? message : `${setting}: ${message}`))
			.join("; "),
	);
}

function failure(detail: string): JobFailure {
	return { ok: false, where: "world", title: "These changes can't be made", detail };
}

function fitting(faults: readonly Fault[], scenario: Scenario): readonly Fault[] {
	return faults.filter((fault) => parseFault(printFault(fault), scenario).ok);
}
