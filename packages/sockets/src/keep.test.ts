import { expect, it } from "vitest";
import { keepReal } from "./keep.ts";
import { scenarioOf } from "./testing/rehearse.ts";

const SYSTEM = `
nodes: { phone: { is: client }, shop: { is: server }, bank: { is: server } }
traffic: [ { phone: GET /, to: shop } ]`;
const LINK = "phone -> shop: { rtt: 1ms }";
const ROUTE = "GET /: [ { reply: 200 } ]";

it.each([
	["asks in other ways than plain HTTP", LINK, `${ROUTE}, grpc Feed/List: [ { reply: 200 } ]`, "grpc Feed/List"],
	["has servers that ask servers", `${LINK}, shop -> bank: { rtt: 1ms }`, ROUTE, "shop -> bank"],
])("a scenario that %s is not kept, and nothing is started", async (_, links, routes, named) => {
	const started: unknown[] = [];
	const result = await keepReal(scenarioOf(`${SYSTEM}\nlinks: { ${links} }\nroutes: { shop: { ${routes} } }`), {
		...{ signal: AbortSignal.timeout(10_000), onReady: (servers) => started.push(servers) },
		onProgress: (text) => started.push(text),
	});
	expect(result).toMatchObject({
		ok: false,
		problem: { kind: "unsupported", message: expect.stringContaining(named) },
	});
	expect(started).toEqual([]);
});
