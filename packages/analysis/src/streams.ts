import { isStream, routesAt, type Scenario, stepsAt, type Trace } from "@roundtrip/model";

/** Whether what is asked of a server opens a stream instead of getting one answer. */
function opensStream(scenario: Scenario, to: string, request: string): boolean {
	return isStream(stepsAt(routesAt(scenario, to), request) ?? []);
}

/** The exchanges that open streams. */
export function streamingExchanges(trace: Trace): ReadonlySet<number> {
	const { scenario } = trace.header;
	const streams = new Set<number>();
	if (!Object.values(scenario.routes).some((routes) => Object.values(routes).some(isStream))) return streams;
	for (let seq = 0; seq < trace.length; seq++) {
		if (trace.kind(seq) !== "begun") continue;
		const event = trace.event(seq);
		if (event.kind === "begun" && opensStream(scenario, event.data.to, event.data.request)) streams.add(event.exchange);
	}
	return streams;
}
