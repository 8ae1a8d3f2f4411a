import {
	type ApiProtocol,
	PLAIN_LINK,
	type RequestLine,
	requestTarget,
	type Scenario,
	type Step,
} from "@roundtrip/model";
import { REHEARSED } from "../tls/identities.ts";

/** So many calls of each kind that a library has compiled what the run will use. */
const CALLS = 5;

const DATA = { type: "Rehearsed", count: 2 };
const ANSWER: readonly Step[] = [{ reply: 200, data: DATA }];
const STREAM: readonly Step[] = [{ send: 3, every: 0, data: DATA }];

/** What is said to the libraries that serve a protocol: one call, and one stream. */
const SAID: Partial<Readonly<Record<ApiProtocol, Readonly<Record<RequestLine, readonly Step[]>>>>> = {
	graphql: { "graphql query said": ANSWER, "graphql subscription heard": STREAM },
	grpc: { "grpc Rehearsal/Say": ANSWER, "grpc Rehearsal/Hear": STREAM },
	connect: { "connect Rehearsal/Say": ANSWER, "connect Rehearsal/Hear": STREAM },
};

/**
 * The rehearsal of a server whose routes libraries serve: a library's first answer takes it hundreds of times as long as
 * any other. Undefined where a node needs none.
 *
 * @param plain what is rehearsed otherwise
 */
export function spokenRehearsal({ routes }: Scenario, node: string, plain: Scenario): Scenario | undefined {
	const spoken = new Set(Object.keys(routes[node] ?? {}).map((request) => requestTarget(request).protocol));
	const own = Object.fromEntries([...spoken].flatMap((protocol) => Object.entries(SAID[protocol] ?? {})));
	if (Object.keys(own).length === 0) return undefined;
	return {
		...plain,
		types: { Rehearsed: { text: { kind: "text", bytes: 20 } } },
		links: { ...plain.links, [REHEARSED]: { ...PLAIN_LINK, rtt: 1e6, over: "http/2", detail: "packets" } },
		routes: { server: own },
		traffic: Object.keys(own).map((request) => ({
			...{ from: "client", request, at: 0, times: CALLS, "one-by-one": true, arrivals: "even" },
		})),
	};
}
