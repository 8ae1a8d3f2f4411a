import { type DataRef, type RequestLine, routeOf, type Scenario, type Step, withInnerSteps } from "@roundtrip/model";

/** The records that a route answers with or sends; those that are published where it gives on what others say. */
export function dataOfRoute({ routes }: Scenario, node: string, steps: readonly Step[]): DataRef | undefined {
	const all = Object.values(routes[node] ?? {}).flatMap(flat);
	const own = flat(steps);
	const channels = own.flatMap((step) => ("subscribe" in step ? [step.subscribe] : "wait" in step ? [step.wait] : []));
	const said = own.flatMap((step) => ("send" in step || "reply" in step ? (step.data ?? []) : []));
	const published = all.flatMap((step) =>
		"publish" in step && channels.includes(step.publish) ? (step.data ?? []) : [],
	);
	return said[0] ?? published[0];
}

/** The records that are said to a route, by whoever asks for it. */
export function dataAskedWith({ traffic, routes }: Scenario, request: RequestLine): DataRef | undefined {
	const steps = Object.values(routes).flatMap((ofServer) => Object.values(ofServer).flatMap(flat));
	const asks = steps.flatMap((step) => ("ask" in step ? [step] : []));
	return [...traffic, ...asks].find((each) => routeOf(each.request) === request && each.data !== undefined)?.data;
}

/** With what is done with each item of a client. */
function flat(steps: readonly Step[]): readonly Step[] {
	return withInnerSteps(steps);
}
