import { type Protocol, type RequestLine, requestTarget } from "@roundtrip/model";
import { before, beginsAtMs } from "./before.ts";
import { DIRECTION } from "./direction.ts";
import { linkText } from "./link-text.ts";
import type { ComparedLink, ComparedVariant, ComparedWorkload } from "./workload.ts";

const WRITE = "{ query: profiles, effect: profile, takes: 2ms }";
const READ = "{ query: profiles, takes: 1ms }";

interface Asked {
	readonly request: RequestLine;
	/** By the request lines of its routes. */
	readonly routes: Readonly<Record<RequestLine, string>>;
	/** What the line of traffic says beside what is written. */
	readonly options?: string;
}

function text(name: string, link: ComparedLink, over: Protocol, { request, routes, options = "" }: Asked): string {
	const opening = before(link, requestTarget(request).protocol, ["phone"]);
	const lines = Object.entries(routes).map(([route, steps]) => `    "${route}": [ ${steps} ]`);
	return `roundtrip: 1
title: "Save a form: ${name}"
types:
  Profile: { id: number, name: text 30B, about: text 300B, visible: flag }
nodes:
  phone: { is: client }
  api: { is: server }
  profiles: { is: database }
links:
  phone -> api: ${linkText(link, over)}
  api -> profiles: { rtt: 1ms }
routes:
  api:
${opening.routes}${lines.join("\n")}
traffic:
${opening.traffic}  - { phone: "${request}", at: ${beginsAtMs(link)}ms, size: 400B${options} }
`;
}

/** A write whose answer is the new state. */
function inOne(name: string, request: RequestLine, over: Protocol): ComparedVariant {
	const routes = { [request]: `${WRITE}, ${READ}, { reply: 200, data: Profile }` };
	return {
		...{ name, protocol: requestTarget(request).protocol, over, direction: DIRECTION.asks },
		scenario: (link) => text(name, link, over, { request, routes }),
	};
}

/** A write whose answer says where the new state is. */
function sentOn(over: Protocol): ComparedVariant {
	const name = "REST, 303 to the new state";
	const request = "POST /profile";
	const routes = {
		[request]: `${WRITE}, { reply: 303, location: /profile }`,
		"GET /profile": `${READ}, { reply: 200, data: Profile }`,
	};
	return {
		...{ name, protocol: "rest", over, direction: DIRECTION.asks },
		note: "As forms on the web: the answer to the POST sends the browser on, so that a reload writes nothing.",
		scenario: (link) => text(name, link, over, { request, routes }),
	};
}

/** A connection that is opened for one message each way. */
function overWebSocket(): ComparedVariant {
	const name = "WebSocket, one message each way";
	const request = "websocket /profile";
	const routes = { [request]: `{ each: [ ${WRITE}, ${READ}, { send: 1, data: Profile } ] }` };
	return {
		...{ name, protocol: "websocket", over: "http/1.1", direction: DIRECTION.both },
		note: "To open it is a round-trip before the first message; the message and its answer are one that is not counted.",
		scenario: (link) => text(name, link, "http/1.1", { request, routes, options: ", send: 1, items: 1" }),
	};
}

export const form: ComparedWorkload = {
	name: "form",
	what: "A form of 400 B is saved, and the new state is shown: one effect, then one query for the state.",
	clients: ["phone"],
	variants: [
		inOne("REST, the answer is the state", "POST /profile", "http/1.1"),
		inOne("REST, the answer is the state", "POST /profile", "http/2"),
		sentOn("http/1.1"),
		sentOn("http/2"),
		inOne("JSON-RPC", "json-rpc profile.save", "http/2"),
		inOne("GraphQL mutation", "graphql mutation save", "http/2"),
		inOne("Connect", "connect Profiles/Save", "http/2"),
		inOne("gRPC", "grpc Profiles/Save", "http/2"),
		overWebSocket(),
	],
	missing: [{ name: "SSE", why: "only its server speaks" }],
};
