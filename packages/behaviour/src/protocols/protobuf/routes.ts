import {
	type DataRef,
	type RequestLine,
	requestTarget,
	routeOf,
	type Scenario,
	type Step,
	shapeOf,
	withInnerSteps,
} from "@roundtrip/model";
import type { RpcRoute } from "./schema.ts";

/**
 * The procedures of a server, whether they are asked for by gRPC or by Connect: where a scenario has one in both, it is
 * there once, as it is written first.
 */
export function rpcRoutesOf(scenario: Scenario, server: string): readonly RpcRoute[] {
	const routes = new Map<string, RpcRoute>();
	for (const [line, steps] of Object.entries(scenario.routes[server] ?? {})) {
		const target = requestTarget(line);
		if (target.protocol !== "grpc" && target.protocol !== "connect") continue;
		const { service, method } = target;
		const name = `${service}/${method}`;
		if (routes.has(name)) continue;
		const [asks, data] = [askedOf(scenario, server, line), answeredBy(scenario, server, line, steps)];
		const said = { ...(asks === undefined ? {} : { asks }), ...(data === undefined ? {} : { data }) };
		routes.set(name, { service, method, ...said, streams: shapeOf(steps) });
	}
	return [...routes.values()];
}

/** The records that whoever asks for a route sends, by the traffic and by what other servers ask. */
function askedOf(scenario: Scenario, server: string, line: RequestLine): DataRef | undefined {
	const byClient = scenario.traffic.find(
		({ to, request, data }) => (to ?? server) === server && routeOf(request) === line && data !== undefined,
	);
	if (byClient !== undefined) return byClient.data;
	const steps = Object.values(scenario.routes).flatMap((routes) => Object.values(routes).flatMap(flattened));
	for (const step of steps) {
		if ("ask" in step && step.ask === server && step.request === line && step.data !== undefined) return step.data;
	}
	return undefined;
}

/** The records that a route answers or sends; without content of its own it passes on what was sent or published. */
function answeredBy(
	scenario: Scenario,
	server: string,
	line: RequestLine,
	steps: readonly Step[],
): DataRef | undefined {
	const all = flattened(steps);
	for (const step of all) if (("reply" in step || "send" in step) && step.data !== undefined) return step.data;
	for (const step of all) {
		const channel = "subscribe" in step ? step.subscribe : "wait" in step ? step.wait : undefined;
		const data = channel === undefined ? undefined : publishedOn(scenario, server, channel);
		if (data !== undefined) return data;
		if ("send" in step && isSilent(step)) return askedOf(scenario, server, line);
	}
	return undefined;
}

function publishedOn(scenario: Scenario, server: string, channel: string): DataRef | undefined {
	for (const [line, steps] of Object.entries(scenario.routes[server] ?? {})) {
		for (const step of flattened(steps)) {
			if (!("publish" in step) || step.publish !== channel) continue;
			const data = isSilent(step) ? askedOf(scenario, server, line) : step.data;
			if (data !== undefined) return data;
		}
	}
	return undefined;
}

function isSilent({ size, body, data }: Extract<Step, { readonly data?: unknown }>): boolean {
	return size === undefined && body === undefined && data === undefined;
}

/** With what is done for each item. */
function flattened(steps: readonly Step[]): readonly Step[] {
	return withInnerSteps(steps);
}
