import { clip } from "../../clip.ts";
import { linkEnds, linkName } from "../link-name.ts";
import type { LinkSpec } from "../link-spec.ts";
import { nearestHint } from "../nearest.ts";
import type { Role } from "../nodes/registry.ts";
import { originOf, routesAt } from "../origin.ts";
import { type ApiProtocol, type RequestLine, requestTarget, routeOf } from "../request-line.ts";
import { dataOfRoute } from "../route-data.ts";
import { isStream, protocolName } from "../route-shape.ts";
import type { Scenario } from "../scenario.ts";
import { stepsAt } from "../steps-at.ts";
import { checkSelection } from "../types/check-selection.ts";
import { parseSelection } from "../types/selection.ts";
import { namesOf, roleOf } from "./names.ts";

/** Who can be asked for a route. */
const ASKED: readonly Role[] = ["server", "cache", "balancer"];

export function isAsked(role: Role): boolean {
	return ASKED.includes(role);
}

/** What is wrong, at which key of the one who asks: who is asked, or what for. */
export interface AskProblem {
	readonly key: "ask" | "request";
	readonly message: string;
}

/** What is wrong with one server asking another for something; undefined where it can. */
export function askProblem(scenario: Scenario, from: string, to: string, request: RequestLine): AskProblem | undefined {
	const role = roleOf(scenario, to);
	if (role === undefined || !isAsked(role)) {
		return { key: "ask", message: `no server '${to}'${nearestHint(to, namesOf(scenario, ...ASKED))}` };
	}
	const link = scenario.links[linkName(from, to)];
	if (link === undefined) {
		const message = `there is no link from ${from} to ${to}; add ${linkName(from, to)}: { rtt: 1ms } to the links`;
		return { key: "ask", message };
	}
	const problem =
		requestProblem(scenario, to, request) ??
		streamProblem(scenario, to, request) ??
		carriageProblem(link, linkName(from, to), request);
	return problem === undefined ? undefined : { key: "request", message: problem };
}

/** A server has nobody who would listen to a stream: an `ask` is done when its answer is here. */
function streamProblem(scenario: Scenario, to: string, request: RequestLine): string | undefined {
	const route = routeOf(request);
	if (!isStream(routesAt(scenario, to)[route] ?? [])) return undefined;
	return `${route} of ${to} opens a stream, and a server that asks takes one answer: ask for a route that has a reply`;
}

/** What is wrong with asking this of a server. */
export function requestProblem(scenario: Scenario, to: string, request: RequestLine): string | undefined {
	const routes = routesAt(scenario, to);
	const route = routeOf(request);
	const steps = stepsAt(routes, request);
	if (steps === undefined) {
		return `${to} has no route '${clip(route)}'${nearestHint(route, Object.keys(routes))}`;
	}
	const role = roleOf(scenario, to);
	if ((role === "cache" || role === "balancer") && isStream(steps)) {
		return `${to} is a ${role}, and ${route} opens a stream: ask ${originOf(scenario, to)} itself`;
	}
	const target = requestTarget(request);
	if (target.protocol !== "graphql" || target.selection === undefined) return undefined;
	const parsed = parseSelection(target.selection);
	if (!parsed.ok) return parsed.problem;
	const data = dataOfRoute(scenario, to, route);
	if (data === undefined) return `${route} answers with no records: nothing can be selected of it`;
	return checkSelection(scenario.types, data.type, parsed.value)[0];
}

/** Which versions of HTTP carry a protocol where not all do, and why. */
const CARRIED_BY: Partial<
	Readonly<Record<ApiProtocol, { readonly over: readonly LinkSpec["over"][]; readonly why: string }>>
> = {
	grpc: { over: ["http/2"], why: "gRPC needs HTTP/2's streams and trailers" },
	websocket: { over: ["http/1.1"], why: "a WebSocket is an HTTP/1.1 connection that has changed its protocol" },
};

/** What is wrong with asking this over a link. */
export function carriageProblem({ over }: LinkSpec, link: string, request: RequestLine): string | undefined {
	const { protocol } = requestTarget(request);
	const carried = CARRIED_BY[protocol];
	if (carried === undefined || carried.over.includes(over)) return undefined;
	return `${protocolName(protocol)} can't go over ${link}, which speaks ${over}: ${carried.why}; say over: ${carried.over.join(" or ")}`;
}

/** The servers that a node has links to. */
export function serversAsked(scenario: Scenario, from: string): readonly string[] {
	return Object.keys(scenario.links)
		.filter((name) => linkEnds(name).from === from)
		.map((name) => linkEnds(name).to);
}
