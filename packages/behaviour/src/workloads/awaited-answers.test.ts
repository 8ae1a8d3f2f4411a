import { parseScenario } from "@roundtrip/model";
import { expect, it } from "vitest";
import { planTraffic } from "./plan.ts";

function awaited(steps: string, line: string, route = "websocket /talk"): number | undefined {
	const result = parseScenario(`roundtrip: 1
title: T
nodes: { ann: { is: client }, hub: { is: server } }
links: { ann -> hub: { rtt: 1ms, over: ${route.startsWith("grpc") ? "http/2" : "http/1.1"} } }
routes: { hub: { ${route}: [ ${steps} ] } }
traffic: [ { ann: ${route}, ${line} } ]
`);
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return planTraffic(result.value, 1)[0]?.stream.awaits;
}

it.each([
	["an answer to each item", "{ each: [ { work: 1ms }, { send: 1 } ] }", "send: 4", 4],
	["a greeting, and two answers to each", "{ send: 3 }, { each: [ { send: 1 }, { send: 1 } ] }", "send: 4", 11],
	["no answers", "{ each: [ { publish: room } ] }", "send: 4", 0],
	["a room in which others speak", "{ each: [ { publish: room } ] }, { subscribe: room }", "send: 4", undefined],
	["a client that says when it leaves", "{ each: [ { send: 1 } ] }", "send: 4, items: 2", undefined],
	["a client that stays for a while", "{ each: [ { send: 1 } ] }", "send: 4, stay: 1s", undefined],
])("%s: a client knows how many items there are for what it sends, or can't", (_, steps, line, count) => {
	expect(awaited(steps, line)).toBe(count);
});

it("who ends its own side alone waits for nothing", () => {
	expect(awaited("{ each: [ { send: 1 } ] }", "send: 4", "grpc Hub/Talk")).toBeUndefined();
});
