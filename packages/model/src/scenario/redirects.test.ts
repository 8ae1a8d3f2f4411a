import { describe, expect, it } from "vitest";
import { parseScenario } from "./parse.ts";
import { redirectChain } from "./redirect-chain.ts";
import { requestAfter } from "./redirects.ts";

const scenario = (routes: string): ReturnType<typeof parseScenario> =>
	parseScenario(`roundtrip: 1
title: T
nodes: { phone: { is: client }, shop: { is: server } }
links: { phone -> shop: { rtt: 1ms } }
routes: { shop: { ${routes} } }
traffic: []
`);

function problemsOf(routes: string): readonly string[] {
	const result = scenario(routes);
	return result.ok ? [] : result.problems.map(({ message }) => message);
}

function chainOf(request: string, routes: string): readonly string[] {
	const result = scenario(routes);
	return result.ok ? redirectChain(result.value.routes.shop, request) : [];
}

describe("the request after a redirect", () => {
	it.each([
		["GET /old", 301, "GET /new"],
		["POST /old", 301, "GET /new"],
		["POST /old", 302, "GET /new"],
		["PUT /old", 302, "PUT /new"],
		["PUT /old", 303, "GET /new"],
		["HEAD /old", 303, "HEAD /new"],
		["POST /old", 307, "POST /new"],
		["POST /old", 308, "POST /new"],
	])("of %s after %i is %s", (request, status, next) => {
		expect(requestAfter(request, status, "/new")).toBe(next);
	});

	it("leads on and on, until a route answers itself", () => {
		const routes =
			"POST /a: [ { reply: 308, location: /b } ], POST /b: [ { reply: 303, location: /c } ], GET /c: [ { reply: 200 } ]";
		expect(chainOf("POST /a", routes)).toEqual(["POST /a", "POST /b", "GET /c"]);
	});

	it("may lead round in a loop, which is told once", () => {
		const routes = "GET /a: [ { reply: 302, location: /b } ], GET /b: [ { reply: 302, location: /a } ]";
		expect(chainOf("GET /b", routes)).toEqual(["GET /b", "GET /a"]);
	});
});

describe("a reply that sends its asker on", () => {
	it("says where to", () => {
		expect(problemsOf("GET /old: [ { reply: 302 } ]")).toEqual([
			"a 302 sends its asker on; say where to, like location: /new",
		]);
	});

	it("has a status that does so", () => {
		expect(problemsOf("GET /: [ { reply: 200, location: / } ]")).toEqual([
			"a 200 sends nobody on; a `location` belongs to 301, 302, 303, 307 or 308",
		]);
	});

	it("leads to a path", () => {
		expect(problemsOf("GET /: [ { reply: 302, location: new } ]")).toEqual(["'new' is not a path; write it like /new"]);
	});

	it("leads to a route of the same server, for the method that follows", () => {
		const routes = "POST /old: [ { reply: 303, location: /new } ], POST /new: [ { reply: 200 } ]";
		expect(problemsOf(routes)).toEqual([
			"after this 303 GET /new is asked for, and shop has no such route; there is POST /old, POST /new",
		]);
		expect(problemsOf(routes.replace("303", "307"))).toEqual([]);
	});
});
