import { parseScenario, type Scenario } from "@roundtrip/model";
import { expect, it } from "vitest";
import { rpcRoutesOf } from "./routes.ts";

function parsed(text: string): Scenario {
	const result = parseScenario(text);
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.value;
}

const POST = { type: "Post" };
const ONE = { up: false, down: false };

it("the procedures of a server know what is said to them and what they say", () => {
	const scenario = parsed(`
roundtrip: 1
title: Feed
types: { Post: { id: number }, Comment: { text: text 9B } }
nodes: { phone: { is: client }, api: { is: server }, back: { is: server } }
links:
  phone -> api: { rtt: 1ms, over: http/2 }
  api -> back: { rtt: 1ms, over: http/2 }
routes:
  api:
    GET /plain: [ { reply: 200 } ]
    grpc Feed/List: [ { reply: 200, data: 20 Post } ]
    connect Feed/List: [ { reply: 200, data: 3 Post } ]
    grpc Feed/Put: [ { ask: back, request: grpc Store/Put, data: 2 Post }, { publish: news }, { reply: 201 } ]
    grpc Feed/Watch: [ { subscribe: news } ]
    grpc Feed/Echo: [ { each: [ { send: 1 } ] } ]
    connect Feed/Tick: [ { send: 3, every: 1s, size: 20B } ]
  back:
    grpc Store/Put: [ { reply: 200 } ]
traffic:
  - phone: grpc Feed/Put
    data: Post
  - phone: grpc Feed/Echo
    send: 2
    data: Comment
`);
	expect(rpcRoutesOf(scenario, "api")).toEqual([
		{ service: "Feed", method: "List", data: { ...POST, count: 20 }, streams: ONE },
		{ service: "Feed", method: "Put", asks: POST, streams: ONE },
		{ service: "Feed", method: "Watch", data: POST, streams: { up: false, down: true } },
		{
			...{ service: "Feed", method: "Echo", asks: { type: "Comment" }, data: { type: "Comment" } },
			streams: { up: true, down: true },
		},
		{ service: "Feed", method: "Tick", streams: { up: false, down: true } },
	]);
	expect(rpcRoutesOf(scenario, "back")).toEqual([
		{ service: "Store", method: "Put", asks: { ...POST, count: 2 }, streams: ONE },
	]);
});
