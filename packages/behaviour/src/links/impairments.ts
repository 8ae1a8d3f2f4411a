import type { LinkName, Scenario } from "@roundtrip/model";
import { type LinkDirection, type Outage, outageOf } from "./outages.ts";
import { slowdownsOf } from "./slowdowns.ts";
import type { Slowdown } from "./throttled-pipe.ts";

/** What faults do to one direction of a link. */
export interface Impairments {
	/** A packet is lost that is offered or under way while it is cut. */
	readonly outage?: Outage;
	/** When it is slower; never if absent. */
	readonly slowdowns?: readonly Slowdown[];
}

/** What faults do to a link, by direction. */
export type LinkImpairments = Readonly<Record<LinkDirection, Impairments>>;

export function impairmentsOf(scenario: Scenario, link: LinkName): LinkImpairments {
	const ofWay = (direction: LinkDirection): Impairments => {
		const outage = outageOf(scenario, link, direction);
		const slowdowns = slowdownsOf(scenario, link, direction);
		return { ...(outage === undefined ? {} : { outage }), ...(slowdowns.length === 0 ? {} : { slowdowns }) };
	};
	return { request: ofWay("request"), response: ofWay("response") };
}
