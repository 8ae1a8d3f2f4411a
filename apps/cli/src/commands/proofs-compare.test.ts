import { readFileSync } from "node:fs";
import { compareTraces } from "@roundtrip/analysis";
import { parseScenario, printProblem, type Scenario, type Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { runReal } from "@roundtrip/sockets";
import { describe, expect, it } from "vitest";
import { sample } from "../testing/sample.ts";

const GALLERY = new URL("../../../../scenarios/", import.meta.url);

function scenarioOf(text: string): Scenario {
	const result = parseScenario(text);
	if (!result.ok) throw new Error(result.problems.map((problem) => printProblem(problem, "test")).join("\n"));
	return result.value;
}

/** What no scenario of the gallery has: several at once, HTTP/2, keys that can't be had, a packet at a time. */
const MORE: Readonly<Record<string, string>> = {
	"several at once, over HTTP/2": `
nodes: { ann: { is: client, proves: { token: login } }, login: { is: server, issues: { token: 1min, algorithm: RS256 } }, api: { is: server } }
links: { ann -> login: { rtt: 30ms, tls: 1.3, over: http/2 }, ann -> api: { rtt: 30ms, tls: 1.3, over: http/2 }, api -> login: { rtt: 20ms } }
routes: { api: { grpc Orders/Make: [ { demand: token, from: login }, { reply: 200 } ] } }
traffic: [ { ann: grpc Orders/Make, to: api, times: 3 } ]`,
	"keys that can't be had": `
nodes: { ann: { is: client, proves: { token: login } }, login: { is: server, issues: { token: 1min } }, api: { is: server, timeout: 300ms } }
links: { ann -> login: { rtt: 30ms }, ann -> api: { rtt: 30ms }, api -> login: { rtt: 20ms } }
routes: { api: { GET /: [ { demand: token, from: login }, { reply: 200 } ] } }
traffic: [ { ann: GET /, to: api } ]
faults: [ { lose: request, on: api -> login, nth: 1 } ]`,
	"a certificate over HTTP/2, and one that is vouched for by nobody": `
nodes: { ann: { is: client, proves: { certificate: api } }, bob: { is: client }, api: { is: server }, shop: { is: server } }
links: { ann -> api: { rtt: 30ms, tls: 1.3, over: http/2 }, bob -> shop: { rtt: 30ms, tls: 1.2, over: http/2 } }
routes: { api: { GET /: [ { demand: certificate }, { reply: 200 } ] }, shop: { GET /: [ { reply: 200 } ] } }
traffic: [ { ann: GET / }, { bob: GET /, times: 2 } ]
faults: [ { certificate: self-signed, of: shop } ]`,
};

const ALL: Readonly<Record<string, string>> = {
	...Object.fromEntries(
		[
			"session-cookie",
			"token-renewal",
			"expired-token",
			"clock-skew",
			"stolen-token",
			"mutual-tls",
			"bad-certificate",
		].map((name) => [name, readFileSync(new URL(`${name}.yaml`, GALLERY), "utf8")]),
	),
	...Object.fromEntries(Object.entries(MORE).map(([what, text]) => [what, `roundtrip: 1\ntitle: T${text}`])),
};

/** The heads and contents of a trace, as anybody can read them in a file of it. */
function said(trace: Trace): string {
	return [...trace.events()]
		.map((event) => (event.kind === "sent" ? `${event.data.head}${event.data.body}` : ""))
		.join("\n");
}

const SECRETS = /eyJ[\w-]{10,}|"(?:password|refresh_token|csrf_token)":"[^"*]|__Host-session=[^*;\s]|x-api-key: [^*]/;

describe("who proves what has the same shape in both worlds", () => {
	it.each(sample(Object.entries(ALL), 3))("%s", { timeout: 60_000, retry: 1 }, async (_, text) => {
		const scenario = scenarioOf(text);
		const simulated = simulate(scenario);
		const real = await runReal(scenario);
		if (!simulated.ok || !real.ok) throw new Error("a world could not play it");
		const { sameShape, differences, onlyInA, onlyInB } = compareTraces(simulated.trace, real.trace);
		expect({ sameShape, differences, onlyInA, onlyInB }).toEqual({
			...{ sameShape: true, differences: [], onlyInA: [], onlyInB: [] },
		});
		expect(said(real.trace)).not.toMatch(SECRETS);
	});
});
