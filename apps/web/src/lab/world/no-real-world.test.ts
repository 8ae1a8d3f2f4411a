import { parseScenario, type Scenario } from "@roundtrip/model";
import { expect, test } from "vitest";
import { noRealWorld } from "./no-real-world.ts";

function scenarioWith(link: string): Scenario {
	const parsed = parseScenario(
		`roundtrip: 1\ntitle: A link\nnodes: { phone: { is: client }, shop: { is: server } }\nlinks: { phone -> shop: { rtt: 10ms, ${link} } }\nroutes: { shop: { GET /a: [{ reply: 200 }] } }\ntraffic: [{ phone: GET /a }]\n`,
	);
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	return parsed.value;
}

test("HTTP/3 and early data have no real world, and it is said why; the others have one", () => {
	expect(noRealWorld(scenarioWith("over: http/3"))).toContain("HTTP/3");
	expect(noRealWorld(scenarioWith("tls: 1.3, handshake: 0-rtt"))).toContain("0-RTT");
	expect(noRealWorld(scenarioWith("tls: 1.3, over: http/2"))).toBeUndefined();
	expect(noRealWorld(undefined)).toBeUndefined();
});
