import { describe, expect, it } from "vitest";
import { parseScenario } from "./parse.ts";
import { dataAskedWith, dataOfRoute } from "./route-data.ts";
import type { Scenario } from "./scenario.ts";

const parsed = (text: string): ReturnType<typeof parseScenario> =>
	parseScenario(`roundtrip: 1
title: Who says which records
types: { Post: { title: text 20B }, Comment: { text: text 9B } }
nodes: { phone: { is: client }, editor: { is: client }, edge: { is: cache, of: api }, api: { is: server }, back: { is: server } }
links:
  phone -> api: { rtt: 1ms }
  editor -> edge: { rtt: 1ms }
  edge -> api: { rtt: 1ms }
  api -> back: { rtt: 1ms }
${text}`);

function scenarioOf(text: string): Scenario {
	const result = parsed(text);
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.value;
}

function problemsOf(text: string): readonly string[] {
	const result = parsed(text);
	return result.ok ? [] : result.problems.map(({ message }) => message);
}

const POST = { type: "Post" };
const COMMENT = { type: "Comment" };

describe("the records of a route", () => {
	const scenario = scenarioOf(`
routes:
  api:
    GET /feed: [ { publish: log, data: Comment }, { reply: 200, data: 20 Post } ]
    graphql subscription news: [ { subscribe: news } ]
    GET /news: [ { wait: news }, { reply: 200 } ]
    POST /news: [ { publish: news }, { reply: 201 } ]
    websocket /room: [ { each: [ { publish: room, data: Post } ] }, { subscribe: room } ]
    websocket /echo: [ { each: [ { send: 1 } ] } ]
    GET /log: [ { subscribe: log } ]
    GET /plain: [ { ask: back, request: POST /store, data: 2 Post }, { reply: 200, size: 10B } ]
  back:
    POST /store: [ { reply: 200 } ]
traffic:
  - { editor: POST /news, data: Post }
  - { phone: websocket /echo, send: 2, data: Comment }
`);

	it.each([
		["what it replies, not what it publishes", "GET /feed", { ...POST, count: 20 }],
		["what clients publish on its channel", "graphql subscription news { title }", POST],
		["what it has waited for", "GET /news", POST],
		["what comes of each item", "websocket /room", POST],
		["what its client has sent, where it gives it back", "websocket /echo", COMMENT],
		["what another route publishes", "GET /log", COMMENT],
		["none, where it replies bytes", "GET /plain", undefined],
	])("are %s", (_what, request, data) => {
		expect(dataOfRoute(scenario, "api", request)).toEqual(data);
		expect(dataOfRoute(scenario, "edge", request)).toEqual(data);
	});

	it("that are asked with are those of clients, by a cache too, and of servers", () => {
		expect(dataAskedWith(scenario, "api", "POST /news")).toEqual(POST);
		expect(dataAskedWith(scenario, "back", "POST /store")).toEqual({ ...POST, count: 2 });
		expect(dataAskedWith(scenario, "back", "POST /news")).toBeUndefined();
	});
});

describe("what is selected of a subscription", () => {
	const selecting = (selection: string): readonly string[] =>
		problemsOf(`
routes: { api: { graphql subscription news: [ { subscribe: news } ], POST /news: [ { publish: news, data: Post }, { reply: 201 } ] } }
traffic: [ { phone: "graphql subscription news ${selection}" } ]
`);

	it("is checked against what is published on its channel", () => {
		expect(selecting("{ title }")).toEqual([]);
		expect(selecting("{ tilte }")).toEqual(["Post has no field 'tilte'; did you mean 'title'?"]);
	});
});

it("what is asked for in a typed protocol has one type, also by way of a channel", () => {
	const routes = (data: string): string => `
routes: { api: { graphql subscription news: [ { subscribe: news } ], GET /live: [ { subscribe: news } ], POST /a: [ { publish: news, data: Post }, { reply: 201 } ], POST /b: [ { publish: news, data: ${data} }, { reply: 201 } ] } }
traffic: []
`;
	expect(problemsOf(routes("Post"))).toEqual([]);
	expect(problemsOf(routes("Comment"))).toEqual([
		"graphql subscription news gives Post and Comment, its channels' items counted in: in GraphQL what is asked for has one type",
	]);
	expect(problemsOf(routes("3 Post"))).toHaveLength(1);
});

it("a server can't ask another for a stream, also not for each item of a client", () => {
	const why = "opens a stream, and a server that asks takes one answer: ask for a route that has a reply";
	expect(
		problemsOf(`
routes:
  api:
    GET /feed: [ { ask: back, request: sse /live }, { reply: 200 } ]
    websocket /chat: [ { each: [ { ask: back, request: GET /log } ] } ]
  back: { sse /live: [ { send: 3 } ], GET /log: [ { send: 3 } ] }
traffic: []
`),
	).toEqual([`sse /live of back ${why}`, `GET /log of back ${why}`]);
});
