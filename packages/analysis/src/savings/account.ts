import { type LinkName, linkEnds, type Scenario } from "@roundtrip/model";
import type { Analysis } from "../analysis.ts";
import { isAsked } from "../round-trips/reason.ts";
import type { RoundTrip } from "../round-trips/round-trip.ts";
import type { LinkAccount, SavingFigure } from "./saving.ts";

/** What a change to a scenario is measured by, see `SavingFigure`. */
function figureOf({ traffic }: Scenario): SavingFigure {
	const goesOn =
		traffic.some(({ rate, every }) => rate !== undefined || every !== undefined) ||
		new Set(traffic.map(({ at }) => at)).size > 1;
	return goesOn ? "mean-latency" : "until-settled";
}

/**
 * True where waiting in vain is a part of what a run took. What those attempts would have waited for, no accounting
 * tells: only a second run can say whether a change makes them come to an end in time.
 */
export function someoneGaveUp({ exchanges }: Analysis): boolean {
	return exchanges.some(({ attempts }) => attempts.some(({ result }) => result.how === "timed-out"));
}

/**
 * What a run spent on each link that something was waited for on, in the scenario's order; on each link that was used,
 * where somebody gave up.
 */
export function accountsOf(analysis: Analysis): readonly LinkAccount[] {
	const { scenario } = analysis.trace.header;
	const figure = figureOf(scenario);
	const charged = chargedTrips(analysis, figure);
	const gaveUp = someoneGaveUp(analysis);
	const answers = new Map(
		analysis.messages.filter(({ direction }) => direction === "response").map((each) => [each.call, each]),
	);
	return Object.entries(scenario.links).flatMap(([link, spec]): readonly LinkAccount[] => {
		const trips = charged.trips.filter((trip) => trip.link === link);
		const isUsed = gaveUp && analysis.roundTrips.some((trip) => trip.link === link);
		if (trips.length === 0 && !isUsed) return [];
		const queued = charged.queued.filter((trip) => trip.link === link);
		const node = scenario.nodes[linkEnds(link).from];
		const connections = node !== undefined && "connections" in node ? node.connections : 1;
		const firstAnswerAt = firstAnswer(analysis.roundTrips, link);
		return [{ scenario, link, spec, figure, connections, trips, queued, firstAnswerAt, answers }];
	});
}

interface Charged {
	readonly trips: readonly RoundTrip[];
	readonly queued: readonly RoundTrip[];
}

function chargedTrips({ roundTrips, criticalPath }: Analysis, figure: SavingFigure): Charged {
	if (figure === "mean-latency") {
		const critical = roundTrips.filter((trip) => trip.critical);
		return {
			trips: critical.filter(({ reason }) => reason !== "queue"),
			queued: critical.filter(({ reason }) => reason === "queue"),
		};
	}
	const trips = criticalPath?.roundTrips ?? [];
	const calls = new Set(trips.map(({ call }) => call));
	return { trips, queued: roundTrips.filter(({ reason, call }) => reason === "queue" && calls.has(call)) };
}

function firstAnswer(roundTrips: readonly RoundTrip[], link: LinkName): number {
	let first = Number.POSITIVE_INFINITY;
	for (const { reason, link: on, endAt } of roundTrips) {
		if (on !== link || endAt === undefined) continue;
		if (isAsked(reason)) first = Math.min(first, endAt);
	}
	return first;
}
