import { PLAIN_LINK } from "@roundtrip/model";
import { expect, test } from "vitest";
import { nodeDistances, nodeOrder } from "./order.ts";
import { scenarioOf } from "./testing/playbook.ts";

test("clients stand left, what they ask beside them, what those ask at the end", () => {
	const scenario = scenarioOf(`
roundtrip: 1
title: Two shops
nodes:
  stock: { is: database }
  shop: { is: server }
  anna: { is: client }
  bakery: { is: server }
  ben: { is: client }
links:
  shop -> stock: { rtt: 1ms }
  anna -> shop: { rtt: 10ms }
  ben -> bakery: { rtt: 10ms }
routes:
  shop: { GET /: [ { query: stock }, { reply: 200 } ] }
  bakery: { GET /: [ { reply: 200 } ] }
traffic: [ { anna: GET / }, { ben: GET / } ]
`);
	expect(nodeOrder(scenario)).toEqual(["anna", "ben", "shop", "bakery", "stock"]);
	expect([...nodeDistances(scenario)].toSorted(([a], [b]) => a.localeCompare(b))).toEqual([
		["anna", 0],
		["bakery", 1],
		["ben", 0],
		["shop", 1],
		["stock", 2],
	]);
});

test("the longest way counts, a node that nobody reaches stands last, and a circle ends", () => {
	const scenario = scenarioOf(`
roundtrip: 1
title: Any graph
nodes:
  alone: { is: server }
  far: { is: server }
  near: { is: server }
  anna: { is: client }
links: { anna -> near: { rtt: 1ms } }
routes: { near: { GET /: [ { reply: 200 } ] } }
traffic: [ { anna: GET / } ]
`);
	const rtt = { rtt: 1, ...PLAIN_LINK };
	const links = { "anna -> far": rtt, "anna -> near": rtt, "near -> far": rtt, "far -> near": rtt };
	expect(nodeOrder({ ...scenario, links }).slice(0, 1)).toEqual(["anna"]);
	expect(nodeOrder({ ...scenario, links }).at(-1)).toBe("alone");
	expect(nodeOrder({ ...scenario, links: { "anna -> far": rtt, "anna -> near": rtt, "near -> far": rtt } })).toEqual([
		"anna",
		"near",
		"far",
		"alone",
	]);
});
