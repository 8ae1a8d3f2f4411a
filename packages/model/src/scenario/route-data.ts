import type { ContentSpec } from "./content.ts";
import { linkEnds } from "./link-name.ts";
import { originOf } from "./origin.ts";
import { type RequestLine, routeOf } from "./request-line.ts";
import type { Scenario } from "./scenario.ts";
import { withInnerSteps } from "./steps/inner-steps.ts";
import type { TrafficSpec } from "./traffic.ts";
import type { DataRef } from "./types/data-ref.ts";

/** What says who asks whom for what with which records. */
type Asking = Pick<Scenario, "nodes" | "links" | "routes" | "traffic">;

/**
 * The records that a route of a server answers with, or sends: its own, those that are published on the channel that it
 * gives on, or those that its client has sent, where it gives them back.
 *
 * @param server the server itself, or a cache before it
 */
export function dataOfRoute(scenario: Asking, server: string, request: RequestLine): DataRef | undefined {
	return allDataOfRoute(scenario, server, request)[0];
}

/** The same with all that it may give, its own before what it gives on. */
export function allDataOfRoute(scenario: Asking, server: string, request: RequestLine): readonly DataRef[] {
	const origin = originOf(scenario, server);
	const steps = withInnerSteps(scenario.routes[origin]?.[routeOf(request)] ?? []);
	const own = steps.flatMap((step) =>
		("reply" in step || "send" in step) && step.data !== undefined ? [step.data] : [],
	);
	const given = steps.flatMap((step): readonly DataRef[] => {
		if ("send" in step && isSilent(step)) return listed(dataAskedWith(scenario, origin, request));
		const channel = "subscribe" in step ? step.subscribe : "wait" in step ? step.wait : undefined;
		return channel === undefined ? [] : publishedOn(scenario, origin, channel);
	});
	return [...own, ...given];
}

function listed<Value>(value: Value | undefined): readonly Value[] {
	return value === undefined ? [] : [value];
}

/**
 * The records that are said to a route of a server, by clients or by other servers.
 *
 * @param server the server itself, or a cache before it
 */
export function dataAskedWith(scenario: Asking, server: string, request: RequestLine): DataRef | undefined {
	const route = routeOf(request);
	const origin = originOf(scenario, server);
	const isMeant = (to: string, asked: RequestLine): boolean =>
		originOf(scenario, to) === origin && routeOf(asked) === route;
	const line = scenario.traffic.find(
		(each) => each.data !== undefined && isMeant(askedBy(scenario, each), each.request),
	);
	if (line !== undefined) return line.data;
	for (const routes of Object.values(scenario.routes))
		for (const step of Object.values(routes).flatMap(withInnerSteps))
			if ("ask" in step && step.data !== undefined && isMeant(step.ask, step.request)) return step.data;
	return undefined;
}

/** Whom a line of traffic asks: the one server that its client has a link to, where it doesn't say. */
function askedBy({ links }: Asking, { from, to }: TrafficSpec): string {
	if (to !== undefined) return to;
	const link = Object.keys(links).find((name) => linkEnds(name).from === from);
	return link === undefined ? "" : linkEnds(link).to;
}

function publishedOn(scenario: Asking, server: string, channel: string): readonly DataRef[] {
	return Object.entries(scenario.routes[server] ?? {}).flatMap(([request, steps]) =>
		withInnerSteps(steps).flatMap((step) => {
			if (!("publish" in step) || step.publish !== channel) return [];
			return listed(isSilent(step) ? dataAskedWith(scenario, server, request) : step.data);
		}),
	);
}

/** It says nothing of its own: it gives on what it has. */
function isSilent({ size, body, data }: ContentSpec): boolean {
	return size === undefined && body === undefined && data === undefined;
}
