import { parseScenario } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { createRun, type Run } from "../lab/run.ts";

/** A simulated run of a client and a shop that answers with a page, over a link as described, for tests. */
export function shopRun(link: string, traffic: string = "phone: GET /page"): Run {
	const parsed = parseScenario(`
roundtrip: 1
title: A shop
nodes: { phone: { is: client, connections: 2 }, shop: { is: server } }
links: { phone -> shop: { ${link} } }
routes: { shop: { GET /page: [{ work: 2ms }, { reply: 200, size: 30kB }] } }
traffic: [{ ${traffic} }]
`);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	const result = simulate(parsed.value);
	if (!result.ok) throw new Error(result.problem);
	return createRun(result.trace);
}
