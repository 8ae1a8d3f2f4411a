import { describe, expect, it } from "vitest";
import { derivedRoutes } from "./auth/derived-routes.ts";
import { routesAt } from "./origin.ts";
import { parseScenario } from "./parse.ts";
import { printScenario } from "./print.ts";

interface Setting {
	readonly phone?: string;
	readonly login?: string;
	readonly links?: string;
	readonly first?: string;
	readonly more?: string;
	readonly faults?: string;
}

const written = ({ phone, login, links, first, more, faults }: Setting): string => `roundtrip: 1
title: T
nodes: { phone: { is: client, ${phone ?? ""} }, login: { is: server, ${login ?? "issues: { token: 5min }"} }, api: { is: server }, db: { is: database } }
links: { phone -> login: { rtt: 1ms }, phone -> api: { rtt: 1ms, tls: 1.3 }, api -> db: { rtt: 1ms }, ${links ?? "api -> login: { rtt: 1ms }"} }
routes: { api: { POST /: [ ${first ?? "{ demand: token, from: login }"}, { query: db, effect: order }, { reply: 201 } ${more ?? ""} ] } }
traffic: [ { phone: POST /, to: api } ]
faults: [ ${faults ?? ""} ]
`;

function problems(setting: Setting): readonly string[] {
	const result = parseScenario(written(setting));
	return result.ok ? [] : result.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe("what a client proves", () => {
	it.each(["proves: { token: login }", "proves: { token: login, as: ann, scope: [orders:write], early: 10s }"])(
		"is read with %s",
		(phone) => {
			expect(problems({ phone })).toEqual([]);
		},
	);

	it("is read back as it was printed", () => {
		const setting = {
			phone: "proves: { token: login, as: ann, scope: [a, b], early: 10s }",
			login: "issues: { token: 5min, algorithm: HS256, one-use: true, login: 1h, hash: 50ms }",
			first: "{ demand: token, from: login, scope: [a], tolerance: 30s, refetch: 5s }",
			faults:
				"{ expire: phone, nth: 2 }, { skew: api, by: -120s }, { skew: login, by: 1.5s }, { replay: phone, nth: all }, { certificate: expired, of: api }",
		};
		const first = parseScenario(written(setting));
		if (!first.ok) throw new Error(JSON.stringify(first.problems));
		expect(parseScenario(printScenario(first.value))).toEqual(first);
		expect(printScenario(first.value)).toContain("by: -2min");
	});

	it.each<[string, Setting, string]>([
		["an unknown way", { phone: "proves: { tokn: login }" }, "'tokn' is not a proof; did you mean 'token'?"],
		["nobody who issues", { phone: "proves: { token: api }" }, "no server 'api' that issues tokens; there is login"],
		["a session that nobody demands", { phone: "proves: { session: api }" }, "no route of api demands a session"],
		[
			"a session over a plain link",
			{ phone: "proves: { session: login }", login: "", first: "{ demand: key }" },
			"no route of login demands a session",
		],
		["an unknown word", { phone: "proves: { token: login, scop: [a] }" }, "unknown key 'scop'; did you mean 'scope'?"],
		["a scope with a quote", { phone: `proves: { token: login, scope: ['a"b'] }` }, "a scope is a word"],
	])("is told where it is %s", (_what, setting, message) => {
		expect(problems(setting).join("\n")).toContain(message);
	});

	it("goes over a secured connection, where it is a cookie or a certificate", () => {
		const links = "api -> login: { rtt: 1ms }";
		const plain = (proves: string, demand: string): string =>
			problems({ phone: `proves: { ${proves}: api }`, first: `{ demand: ${demand} }`, links }).join();
		expect(plain("session", "session")).toBe("");
		const unsecured = written({ phone: "proves: { session: api }", first: "{ demand: session }" }).replace(
			", tls: 1.3",
			"",
		);
		const result = parseScenario(unsecured);
		expect(result.ok ? "" : result.problems[0]?.message).toContain("add tls: 1.3 to phone -> api");
	});

	it("is told where two clients would be the same user", () => {
		const text = written({ phone: "proves: { token: login, as: ann }" })
			.replace("login: { is: server", "ann: { is: client, proves: { token: login } }, login: { is: server")
			.replace("phone -> login: { rtt: 1ms }", "phone -> login: { rtt: 1ms }, ann -> login: { rtt: 1ms }");
		const result = parseScenario(text);
		expect(result.ok ? "" : result.problems[0]?.message).toContain("phone is ann at login already");
	});
});

describe("what a route demands", () => {
	it.each<[string, Setting, string]>([
		["no issuer", { first: "{ demand: token }" }, "say who issues the tokens, like from: login"],
		[
			"an unknown issuer",
			{ first: "{ demand: token, from: logn }" },
			"no server 'logn' that issues tokens; did you mean 'login'?",
		],
		["an issuer that can't be asked", { links: "" }, "api needs the keys of login: add api -> login"],
		[
			"after other steps",
			{ first: "{ work: 1ms }", more: ", { demand: key }" },
			"what is demanded stands first in its route",
		],
		["another way's word", { first: "{ demand: key, from: login }" }, "`from` belongs to demand: token"],
		["an unknown way", { first: "{ demand: tokn, from: login }" }, "should be token, session, key or certificate"],
	])("is told where it is %s", (_what, setting, message) => {
		expect(problems(setting).join("\n")).toContain(message);
	});

	it("needs nobody to be asked where both ends share a secret", () => {
		expect(problems({ links: "", login: "issues: { token: 5min, algorithm: HS256 }" })).toEqual([]);
	});
});

describe("a server that issues or remembers", () => {
	const routesOf = (setting: Setting, server: string): readonly string[] => {
		const result = parseScenario(written(setting));
		return result.ok ? Object.keys(derivedRoutes(result.value, server)) : [];
	};

	it("has the routes that clients log in by", () => {
		expect(routesOf({}, "login")).toEqual(["POST /login", "POST /token", "GET /.well-known/jwks.json"]);
		expect(routesOf({ login: "issues: { token: 5min, algorithm: HS256 }" }, "login")).toEqual([
			"POST /login",
			"POST /token",
		]);
		expect(routesOf({ first: "{ demand: session }" }, "api")).toEqual(["POST /login", "POST /logout"]);
		expect(routesOf({}, "api")).toEqual([]);
		const result = parseScenario(written({}));
		expect(result.ok && Object.keys(routesAt(result.value, "api"))).toEqual(["POST /"]);
	});

	it("can't have them twice", () => {
		const text = written({}).replace("routes: {", "routes: { login: { POST /login: [ { reply: 200 } ] },");
		const result = parseScenario(text);
		expect(result.ok ? "" : result.problems[0]?.message).toContain("login has POST /login by itself");
	});

	it("gives tokens for a second at least", () => {
		expect(problems({ login: "issues: { token: 10ms }" }).join()).toContain("a second at least");
	});
});

describe("faults of credentials, clocks and certificates", () => {
	it.each([
		["{ expire: phone }", "no client 'phone' that is given a token or session"],
		["{ replay: phone }", "no client 'phone' that shows a token, session or key"],
		["{ skew: db, by: 1s }", "no client or server 'db'"],
		["{ skew: api, by: fast }", "is not a duration"],
		["{ rotate: api, at: 1s }", "no server 'api' that signs tokens by a pair of keys; there is login"],
		["{ certificate: expired, of: login }", "no link that shows a certificate leads to 'login'; there is api"],
		["{ certificate: old, of: api }", "should be expired, wrong-host, self-signed or untrusted"],
	])("%s: %s", (faults, message) => {
		expect(problems({ faults }).join("\n")).toContain(message);
	});
});
