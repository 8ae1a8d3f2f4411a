import { expect, it } from "vitest";
import { keepReal } from "./keep.ts";
import { scenarioOf } from "./testing/rehearse.ts";

const SYSTEM = `
nodes: { phone: { is: client }, shop: { is: server } }
links: { phone -> shop: { rtt: 1ms } }
traffic: [ { phone: GET / } ]
routes: { shop: { GET /: [ { reply: 200 } ]`;

it("a scenario that asks in other ways than plain HTTP is not kept, and nothing is started", async () => {
	const started: unknown[] = [];
	const result = await keepReal(scenarioOf(`${SYSTEM}, grpc Feed/List: [ { reply: 200 } ] } }`), {
		...{ signal: AbortSignal.timeout(10_000), onReady: (servers) => started.push(servers) },
		onProgress: (text) => started.push(text),
	});
	expect(result).toMatchObject({
		ok: false,
		problem: { kind: "unsupported", message: expect.stringContaining("grpc Feed/List") },
	});
	expect(started).toEqual([]);
});
