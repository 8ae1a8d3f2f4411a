import type { LinkName, Scenario } from "@roundtrip/model";
import { type Outage, outageOf } from "./outages.ts";

/** What faults do to one direction of a link. */
export interface Impairments {
	/** A packet is lost that is offered or under way while it is cut. */
	readonly outage?: Outage;
}

/** What faults do to a link, by direction. */
export function impairmentsOf(
	scenario: Scenario,
	link: LinkName,
): { readonly request: Impairments; readonly response: Impairments } {
	const [request, response] = [outageOf(scenario, link, "request"), outageOf(scenario, link, "response")];
	return {
		request: request === undefined ? {} : { outage: request },
		response: response === undefined ? {} : { outage: response },
	};
}
