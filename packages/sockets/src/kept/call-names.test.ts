import { planTraffic } from "@roundtrip/behaviour";
import { expect, it } from "vitest";
import { scenarioOf } from "../testing/rehearse.ts";
import { createCallNames } from "./call-names.ts";
import { keptScenario } from "./scenario.ts";

it("names of strangers' calls go round in the plan: each says its route, and none comes twice", () => {
	const scenario = scenarioOf(`
nodes: { phone: { is: client }, shop: { is: server }, bank: { is: server } }
links: { phone -> shop: { rtt: 1ms }, phone -> bank: { rtt: 1ms } }
routes:
  shop: { GET /: [ { reply: 200 } ], POST /: [ { reply: 201 } ] }
  bank: { GET /: [ { reply: 200 } ] }
traffic: [ { phone: GET /, to: shop } ]`);
	const plan = planTraffic(keptScenario(scenario, 1), 1);
	const shop = createCallNames(plan, "shop");
	const bank = createCallNames(plan, "bank");
	expect([shop("POST /"), shop("POST /"), bank("GET /"), shop("GET /"), bank("GET /")]).toEqual([
		...["e2.1", "e5.1", "e3.1", "e1.1", "e6.1"],
	]);
});
