import { type ApiProtocol, type RequestLine, requestTarget } from "./request-line.ts";
import type { Step } from "./steps/registry.ts";

/** Which sides of a conversation send more than one message. */
export interface RouteShape {
	/** The server sends items. */
	readonly down: boolean;
	/** The client sends items. */
	readonly up: boolean;
}

/** What the steps of a route make of the conversation. */
export function shapeOf(steps: readonly Step[]): RouteShape {
	const sends = steps.some((step) => "send" in step || "subscribe" in step);
	const each = steps.flatMap((step) => ("each" in step ? step.each : []));
	return { down: sends || each.some((step) => "send" in step), up: steps.some((step) => "each" in step) };
}

/** Whether a route opens a stream instead of giving one answer. */
export function isStream(steps: readonly Step[]): boolean {
	const { down, up } = shapeOf(steps);
	return down || up;
}

/** What is wrong with this shape for the protocol of a request; undefined where it can have it. */
export function shapeProblem(request: RequestLine, steps: readonly Step[]): string | undefined {
	const { down, up } = shapeOf(steps);
	const target = requestTarget(request);
	const { protocol } = target;
	if (up && !CLIENT_STREAMS.includes(protocol)) {
		return `the client of ${NAMES[protocol]} sends one request: each belongs to ${namesOf(CLIENT_STREAMS)}`;
	}
	const mustStream =
		protocol === "sse" || protocol === "websocket" || (protocol === "graphql" && target.kind === "subscription");
	if (mustStream && !(down || up))
		return `${NAMES[protocol]} has a stream here: add - { send: 10, every: 1s } or - { subscribe: news }`;
	const neverStreams = protocol === "json-rpc" || (protocol === "graphql" && target.kind !== "subscription");
	if (neverStreams && down) return `${NAMES[protocol]} gives one answer here: send and subscribe belong to streams`;
	return undefined;
}

const CLIENT_STREAMS: readonly ApiProtocol[] = ["grpc", "websocket"];

const NAMES: Readonly<Record<ApiProtocol, string>> = {
	rest: "plain HTTP",
	"json-rpc": "JSON-RPC",
	graphql: "GraphQL",
	grpc: "gRPC",
	connect: "Connect",
	sse: "Server-Sent Events",
	websocket: "WebSocket",
};

export function protocolName(protocol: ApiProtocol): string {
	return NAMES[protocol];
}

function namesOf(protocols: readonly ApiProtocol[]): string {
	return protocols.map((each) => NAMES[each]).join(" and ");
}
