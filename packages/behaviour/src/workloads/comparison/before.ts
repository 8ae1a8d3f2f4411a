import {
	type ApiProtocol,
	duration,
	type Nanoseconds,
	NS_PER_MS,
	parseQuantity,
	type RequestLine,
} from "@roundtrip/model";
import type { ComparedLink } from "./workload.ts";

/**
 * In the words of its protocol, so that its own connection is what is opened. None opens that of a WebSocket: each has
 * one of its own (RFC 6455, section 4.1).
 */
const HELLO: Readonly<Partial<Record<ApiProtocol, RequestLine>>> = {
	...{ rest: "GET /hello", sse: "GET /hello" },
	...{ "json-rpc": "json-rpc hello", graphql: "graphql query hello" },
	...{ connect: "connect Hello/Say", grpc: "grpc Hello/Say" },
};

/** Round-trips that finding a server, opening a connection, agreeing on keys and one request take at most. */
const HELLO_ROUND_TRIPS = 5;
const HELLO_MS = 100;

/** When the clients of a workload begin, in milliseconds: at once, or when their connections are open. */
export function beginsAtMs({ rtt, isOpen }: ComparedLink): number {
	if (isOpen !== true) return 0;
	const parsed = parseQuantity(rtt, duration);
	return HELLO_MS + HELLO_ROUND_TRIPS * Math.ceil((parsed.ok ? parsed.value : 0) / NS_PER_MS);
}

/** The same in nanoseconds: what happens before is not part of the workload. */
export function beginsAtNs(link: ComparedLink): Nanoseconds {
	return beginsAtMs(link) * NS_PER_MS;
}

/** What opens the connections before the workload begins, as lines of a scenario; empty where nothing does. */
export interface Before {
	/** Of the server's routes. */
	readonly routes: string;
	readonly traffic: string;
}

export function before(link: ComparedLink, protocol: ApiProtocol, clients: readonly string[]): Before {
	const hello = link.isOpen === true ? HELLO[protocol] : undefined;
	if (hello === undefined) return { routes: "", traffic: "" };
	return {
		routes: `    "${hello}": [ { reply: 200, size: 2B } ]\n`,
		traffic: clients.map((client) => `  - ${client}: "${hello}"\n`).join(""),
	};
}
