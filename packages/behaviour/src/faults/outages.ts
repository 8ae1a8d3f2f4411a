import type { LinkName, Nanoseconds, Scenario } from "@roundtrip/model";

/** A direction of a link: `request` is the way of what the asking end sends. */
export type LinkDirection = "request" | "response";

/** When nothing gets through one direction of a link. Times are ns of the run; an outage begins at its first and ends before its last. */
export interface Outage {
	/** Whether it is cut at any moment of these, both included. */
	isCut(fromNs: Nanoseconds, toNs: Nanoseconds): boolean;
	/** When the last cut heals; infinite where one never does. */
	readonly healsNs: Nanoseconds;
}

/** The outages of one direction of a link; undefined where it has none. */
export function outageOf(scenario: Scenario, link: LinkName, direction: LinkDirection): Outage | undefined {
	const cuts = scenario.faults.flatMap((fault): Outage[] => {
		if (!("partition" in fault) || fault.partition !== link) return [];
		if (fault.way !== "both" && fault.way !== direction) return [];
		const { at, until = Number.POSITIVE_INFINITY } = fault;
		return [{ healsNs: until, isCut: (fromNs, toNs) => at <= toNs && fromNs < until }];
	});
	const [only] = cuts;
	if (cuts.length < 2) return only;
	return {
		healsNs: Math.max(...cuts.map(({ healsNs }) => healsNs)),
		isCut: (fromNs, toNs) => cuts.some((cut) => cut.isCut(fromNs, toNs)),
	};
}
