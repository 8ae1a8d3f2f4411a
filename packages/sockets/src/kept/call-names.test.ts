import { planTraffic } from "@roundtrip/behaviour";
import { expect, it } from "vitest";
import { scenarioOf } from "../testing/rehearse.ts";
import { createCallNames } from "./call-names.ts";
import { keptScenario } from "./scenario.ts";

it("each call of a stranger has a name of its own that says its route, as a client's that began anew", () => {
	const scenario = scenarioOf(`
nodes: { phone: { is: client }, shop: { is: server }, bank: { is: server } }
links: { phone -> shop: { rtt: 1ms }, phone -> bank: { rtt: 1ms } }
routes:
  shop: { GET /: [ { reply: 200 } ], POST /: [ { reply: 303, location: / } ] }
  bank: { GET /: [ { reply: 200 } ] }
traffic: [ { phone: GET /, to: shop } ]`);
	const plan = planTraffic(keptScenario(scenario, 1), 1);
	const shop = createCallNames(scenario, plan, "shop");
	const bank = createCallNames(scenario, plan, "bank");
	expect([shop("POST /"), shop("POST /"), bank("GET /"), shop("GET /"), bank("GET /")]).toEqual([
		...["e2.1", "e2.3", "e3.1", "e1.1", "e3.2"],
	]);
});
