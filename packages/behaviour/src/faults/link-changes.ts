import {
	type FlapFault,
	type Impaired,
	type LinkFault,
	type LinkName,
	linkEnds,
	type Mended,
	type Nanoseconds,
	type Scenario,
	strikesLink,
	struckLink,
} from "@roundtrip/model";

/** What a fault does to a link, or that it does so no longer. */
export interface LinkChange {
	readonly atNs: Nanoseconds;
	readonly link: LinkName;
	/** Which of the scenario's faults, from 0. */
	readonly fault: number;
	readonly spec: LinkFault;
	/** False: what it did is over. */
	readonly begins: boolean;
}

/** What becomes of links by plan, one change after the other. */
export interface LinkChanges {
	/** When the next one is, ns; infinite where there is none. */
	readonly nextNs: Nanoseconds;
	/** Takes the next one. */
	take(): LinkChange;
}

/** So many are told, and no more: a link may flap for as long as a run lasts. */
const AT_MOST = 1_000;

/** A change by its number, from 0; undefined after the last. */
type Nth = (nth: number) => Pick<LinkChange, "atNs" | "begins"> | undefined;

/** The changes of a scenario's links in the order of time; undefined where no fault strikes one. */
export function createLinkChanges(scenario: Scenario): LinkChanges | undefined {
	const sources = scenario.faults.flatMap((spec, fault) => {
		const link = struckLink(spec);
		return strikesLink(spec) && link !== undefined ? [{ spec, fault, link, nth: changesOf(spec), taken: 0 }] : [];
	});
	if (sources.length === 0) return undefined;
	let taken = 0;
	let next = earliest();

	function earliest(): { readonly from: (typeof sources)[number]; readonly change: LinkChange } | undefined {
		if (taken === AT_MOST) return undefined;
		let found: { readonly from: (typeof sources)[number]; readonly change: LinkChange } | undefined;
		for (const from of sources) {
			const moment = from.nth(from.taken);
			if (moment === undefined || (found !== undefined && found.change.atNs <= moment.atNs)) continue;
			const { fault, link, spec } = from;
			found = { from, change: { ...moment, fault, link, spec } };
		}
		return found;
	}

	return {
		get nextNs() {
			return next?.change.atNs ?? Number.POSITIVE_INFINITY;
		},
		take() {
			if (next === undefined) throw new RangeError("no link changes any more");
			const { from, change } = next;
			from.taken++;
			taken++;
			next = earliest();
			return change;
		},
	};
}

function changesOf(fault: LinkFault): Nth {
	const { at, until } = fault;
	if ("flap" in fault) return flipsOf(fault);
	const moments = [{ atNs: at, begins: true }, ...(until === undefined ? [] : [{ atNs: until, begins: false }])];
	return (nth) => moments[nth];
}

function flipsOf({ at, until = Number.POSITIVE_INFINITY, down, up }: FlapFault): Nth {
	return (nth) => {
		const cutNs = at + Math.floor(nth / 2) * (down + up);
		if (cutNs >= until) return undefined;
		return nth % 2 === 0 ? { atNs: cutNs, begins: true } : { atNs: Math.min(until, cutNs + down), begins: false };
	};
}

/** A change as an event of the trace, but for its place there and its causes. */
export type LinkMoment = Omit<Impaired, "seq" | "causes"> | Omit<Mended, "seq" | "causes">;

export function linkMoment({ atNs, link, fault, spec, begins }: LinkChange): LinkMoment {
	const { from, to } = linkEnds(link);
	if (!begins) return { at: atNs, node: from, kind: "mended", data: { to, fault } };
	const how = "throttle" in spec ? ({ way: "both", how: "slow" } as const) : ({ way: spec.way, how: "cut" } as const);
	return { at: atNs, node: from, kind: "impaired", data: { to, fault, ...how } };
}
