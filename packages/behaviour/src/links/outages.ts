import type { FlapFault, LinkName, Nanoseconds, PartitionFault, Scenario } from "@roundtrip/model";

/** A direction of a link: `request` is the way of what the asking end sends. */
export type LinkDirection = "request" | "response";

/** When nothing gets through one direction of a link. A cut begins at its first moment and ends before its last, in ns of the run. */
export interface Outage {
	/** Whether it is cut at any moment of these, both included. */
	isCut(fromNs: Nanoseconds, toNs: Nanoseconds): boolean;
	/** When the cut of a moment heals: that moment where there is none, infinite where it never does. */
	healsNs(atNs: Nanoseconds): Nanoseconds;
}

/** The outages of one direction of a link; undefined where it has none. */
export function outageOf(scenario: Scenario, link: LinkName, direction: LinkDirection): Outage | undefined {
	const cuts = scenario.faults.flatMap((fault): Outage[] => {
		if (!("partition" in fault || "flap" in fault)) return [];
		if (fault.way !== "both" && fault.way !== direction) return [];
		if ("flap" in fault) return fault.flap === link ? [flapping(fault)] : [];
		return fault.partition === link ? [cut(fault)] : [];
	});
	const [only] = cuts;
	if (cuts.length < 2) return only;
	return {
		isCut: (fromNs, toNs) => cuts.some((each) => each.isCut(fromNs, toNs)),
		healsNs: (atNs) => Math.max(...cuts.map((each) => each.healsNs(atNs))),
	};
}

function cut({ at, until = Number.POSITIVE_INFINITY }: PartitionFault): Outage {
	return {
		isCut: (fromNs, toNs) => at <= toNs && fromNs < until,
		healsNs: (atNs) => (at <= atNs && atNs < until ? until : atNs),
	};
}

function flapping({ at, until = Number.POSITIVE_INFINITY, down, up }: FlapFault): Outage {
	const period = down + up;
	/** When the last cut before a moment, or at it, has begun. */
	const beganNs = (timeNs: number): number => at + Math.floor((timeNs - at) / period) * period;
	return {
		isCut(fromNs, toNs) {
			if (toNs < at || fromNs >= until) return false;
			const sinceNs = Math.max(fromNs, at);
			const began = beganNs(sinceNs);
			const next = began + period;
			return sinceNs < began + down || (next <= toNs && next < until);
		},
		healsNs(atNs) {
			if (atNs < at || atNs >= until) return atNs;
			const healed = Math.min(until, beganNs(atNs) + down);
			return Math.max(atNs, healed);
		},
	};
}
