import { readFileSync } from "node:fs";
import type { Trace } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { expectSameShape, inBothWorlds, PATIENCE, scenarioOf } from "../testing/both-worlds.ts";
import { sample } from "../testing/sample.ts";

const GALLERY = new URL("../../../../scenarios/", import.meta.url);

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

/** A file of the gallery without its first lines. */
function untitled(text: string): string {
	return text.replace(/^(roundtrip|title):.*\n/gm, "");
}

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
		].map((name) => [name, untitled(readFileSync(new URL(`${name}.yaml`, GALLERY), "utf8"))]),
	),
	...MORE,
};

/** The heads and contents of a trace, as anybody can read them in a file of it. */
function said(trace: Trace): string {
	return [...trace.events()]
		.map((event) => (event.kind === "sent" ? `${event.data.head}${event.data.body}` : ""))
		.join("\n");
}

const SECRETS = /eyJ[\w-]{10,}|"(?:password|refresh_token|csrf_token)":"[^"*]|__Host-session=[^*;\s]|x-api-key: [^*]/;

describe("who proves what has the same shape in both worlds", () => {
	it.each(sample(Object.entries(ALL), 2))("%s", PATIENCE, async (_, text) => {
		const both = await inBothWorlds(scenarioOf(text));
		expectSameShape(both);
		expect(said(both.real)).not.toMatch(SECRETS);
	});
});
