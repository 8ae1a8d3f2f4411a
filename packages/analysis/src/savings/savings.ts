import type { LinkSpec, Nanoseconds, Scenario } from "@roundtrip/model";
import type { Analysis } from "../analysis.ts";
import { accountsOf, someoneGaveUp } from "./account.ts";
import { savingKinds } from "./registry.ts";
import type { LinkAccount, Saving, SavingFigure, SavingKind, Spared } from "./saving.ts";

/**
 * What would have saved time in a run: one change at a time, of one link, each with the changed scenario and with what
 * it should save by the accounting of this run. Whoever can run scenarios confirms them, see `confirmSaving`.
 * Changes that have nothing to save by it are left out, unless attempts were given up: what these would have needed, the
 * accounting doesn't know, so such changes are there with nothing expected.
 */
export function savingsOf(analysis: Analysis): readonly Saving[] {
	const accounts = accountsOf(analysis);
	return savingKinds.flatMap((kind) =>
		accounts.filter((account) => kind.applies(account)).flatMap((account) => savingOf(kind, account, analysis)),
	);
}

function savingOf(kind: SavingKind, account: LinkAccount, analysis: Analysis): readonly Saving[] {
	const { link, figure } = account;
	const all = kind.expects(account);
	if (all.roundTrips <= 0 && all.timeNs <= 0 && !someoneGaveUp(analysis)) return [];
	const { summary } = analysis;
	const share = figure === "until-settled" ? 1 : 1 / Math.max(1, summary.settled);
	const expects = { roundTrips: all.roundTrips * share, timeNs: Math.round(all.timeNs * share) };
	return [{ name: kind.name, words: kind.words, link, figure, scenario: changed(kind, account), expects }];
}

function changed(kind: SavingKind, account: LinkAccount): Scenario {
	const { scenario, link, spec } = account;
	if (kind.changeScenario) return kind.changeScenario(account);
	const changedLink: LinkSpec = kind.changeLink?.(spec) ?? spec;
	return { ...scenario, links: { ...scenario.links, [link]: changedLink } };
}

/** One run, as far as savings go. */
export interface MeasuredRun {
	/** From the first begin until the last exchange was settled. */
	readonly untilSettledNs: Nanoseconds;
	/** Of the exchanges that ended. */
	readonly meanLatencyNs: Nanoseconds;
	/** Exchanges that worked, as far as their clients know. */
	readonly worked: number;
	/** On the critical path, or of an exchange in the mean, by the saving's figure. */
	readonly roundTrips: number;
}

/** A saving that a second run has measured. */
export interface ConfirmedSaving {
	readonly saving: Saving;
	readonly before: MeasuredRun;
	readonly after: MeasuredRun;
	/** By the saving's figure; below 0 where the change made it worse. */
	readonly spared: Spared;
	/** Of the time before: 0.4 is 40 % less. */
	readonly share: number;
}

/** What a saving was worth: the run that it was found in beside the run of its changed scenario. */
export function confirmSaving(saving: Saving, before: Analysis, after: Analysis): ConfirmedSaving {
	const runs = { before: measured(before, saving.figure), after: measured(after, saving.figure) };
	const time = (run: MeasuredRun): Nanoseconds =>
		saving.figure === "until-settled" ? run.untilSettledNs : run.meanLatencyNs;
	const timeNs = time(runs.before) - time(runs.after);
	return {
		saving,
		...runs,
		spared: { roundTrips: runs.before.roundTrips - runs.after.roundTrips, timeNs },
		share: time(runs.before) === 0 ? 0 : timeNs / time(runs.before),
	};
}

/**
 * The largest first; what saves less than 1 % of the time and less than a round-trip is left out, and so is what makes
 * fewer exchanges work: to fail is quick.
 */
export function worthwhile(confirmed: readonly ConfirmedSaving[]): readonly ConfirmedSaving[] {
	return confirmed
		.filter(({ before, after }) => after.worked >= before.worked)
		.filter(({ spared, share }) => share >= 0.01 || (spared.roundTrips >= 1 && share >= 0))
		.toSorted((a, b) => b.spared.timeNs - a.spared.timeNs);
}

function measured({ criticalPath, exchanges, summary }: Analysis, figure: SavingFigure): MeasuredRun {
	const count =
		figure === "until-settled" ? pathCount(criticalPath) : summary.roundTrips.total / Math.max(1, summary.settled);
	return {
		untilSettledNs: criticalPath === undefined ? 0 : criticalPath.endAt - criticalPath.startAt,
		meanLatencyNs: summary.latency?.mean ?? 0,
		worked: exchanges.filter(({ outcome }) => outcome.belief === "ok").length,
		roundTrips: count,
	};
}

function pathCount(path: Analysis["criticalPath"]): number {
	return (path?.roundTrips ?? []).reduce((sum, { count }) => sum + count, 0);
}
