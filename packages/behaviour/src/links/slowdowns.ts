import type { LinkName, Scenario } from "@roundtrip/model";
import type { LinkDirection } from "./outages.ts";
import type { Slowdown } from "./throttled-pipe.ts";

/** When one direction of a link is slower; empty where it never is. */
export function slowdownsOf(scenario: Scenario, link: LinkName, direction: LinkDirection): readonly Slowdown[] {
	return scenario.faults.flatMap((fault): Slowdown[] => {
		if (!("throttle" in fault) || fault.throttle !== link) return [];
		const { at, until = Number.POSITIVE_INFINITY, rate = Number.POSITIVE_INFINITY, rtt = 0 } = fault;
		const forthNs = Math.floor(rtt / 2);
		return [{ fromNs: at, untilNs: until, rate, delayNs: direction === "request" ? forthNs : rtt - forthNs }];
	});
}
