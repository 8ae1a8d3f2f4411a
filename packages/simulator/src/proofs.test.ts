import { issueToken, secretKey } from "@roundtrip/behaviour";
import type { EventOf, Trace } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TRACE_LAWS } from "../../model/src/testing/trace-laws.ts";
import { played, scenarioOf, story } from "./testing/play.ts";

interface Setting {
	/** What the phone proves. */
	readonly phone: string;
	/** What the API demands. */
	readonly demand: string;
	readonly issues?: string;
	readonly link?: string;
	readonly traffic: string;
	readonly faults?: string;
	readonly route?: string;
}

function run({
	phone,
	demand,
	issues = "{ token: 5s }",
	link = "tls: 1.3",
	traffic,
	faults = "",
	route,
}: Setting): Trace {
	const trace = played(
		scenarioOf(`roundtrip: 1
title: T
nodes: { phone: { is: client, ${phone} }, other: { is: client }, login: { is: server, issues: ${issues} }, api: { is: server }, db: { is: database } }
links:
  phone -> login: { rtt: 40ms }
  phone -> api: { rtt: 40ms, ${link} }
  other -> api: { rtt: 40ms, ${link} }
  api -> login: { rtt: 10ms }
  api -> db: { rtt: 2ms }
routes:
  api:
    ${route ?? "POST /orders"}: [ { ${demand} }, { query: db, effect: order }, { reply: 201 } ]
    GET /free: [ { reply: 200 } ]
traffic: [ ${traffic} ]
faults: [ ${faults} ]
`),
		{ keepPackets: false },
	);
	for (const { broken } of TRACE_LAWS) expect(broken(trace)).toEqual([]);
	return trace;
}

const TOKEN = { phone: "proves: { token: login, as: ann }", demand: "demand: token, from: login" };
const SESSION = { phone: "proves: { session: api }", demand: "demand: session" };

function of<Kind extends "committed" | "denied" | "settled">(
	trace: Trace,
	kind: Kind,
): readonly EventOf<Kind>["data"][] {
	return [...trace.events()].flatMap((event) => (event.kind === kind ? [event.data as EventOf<Kind>["data"]] : []));
}

const why = (trace: Trace): readonly string[] => of(trace, "denied").map((data) => data.why);
const statuses = (trace: Trace): readonly (number | undefined)[] => of(trace, "settled").map(({ status }) => status);
const sent = (trace: Trace): readonly string[] => story(trace, / sent e\d+\.\d+(\/[sk]\d+)?> /);

describe("a client that proves itself by a token", () => {
	it("logs in before its first request, and the server fetches the issuer's keys once", () => {
		const trace = run({ ...TOKEN, traffic: "{ phone: POST /orders, to: api, times: 2, one-by-one: true }" });
		expect(sent(trace).map((line) => line.split(" ").slice(3).join(" "))).toEqual([
			"e1.1/s1> POST /login",
			"e1.1> POST /orders",
			"e1.1/k1> GET /.well-known/jwks.json",
			"e2.1> POST /orders",
		]);
		expect(statuses(trace)).toEqual([201, 201]);
	});

	it("asks nobody to be let in where nothing is demanded", () => {
		const trace = run({ ...TOKEN, traffic: "{ phone: GET /free, to: api }" });
		expect(sent(trace).some((line) => line.includes("/s1"))).toBe(false);
	});

	it("logs in once for all that it wants at the same time", () => {
		const trace = run({ ...TOKEN, traffic: "{ phone: POST /orders, to: api, times: 4 }" });
		expect(sent(trace).filter((line) => line.includes("/login"))).toHaveLength(1);
		expect(story(trace, / for a credential/)).toHaveLength(3);
		// They come together, and the keys are fetched once for all of them.
		expect(sent(trace).filter((line) => line.includes("jwks"))).toHaveLength(1);
		expect(story(trace, / for a keys/)).toHaveLength(3);
		expect(of(trace, "committed")).toHaveLength(4);
	});

	it("renews it before it ends, and isn't refused for that", () => {
		const trace = run({ ...TOKEN, traffic: "{ phone: POST /orders, to: api, times: 7, every: 2s }" });
		expect(sent(trace).filter((line) => line.includes("/token"))).toHaveLength(2);
		expect(why(trace)).toEqual([]);
	});

	it("is told by a 401 where it can't know, renews it once, and tries again", () => {
		const trace = run({
			...TOKEN,
			traffic: "{ phone: POST /orders, to: api, times: 2, every: 6s }",
			faults: "{ expire: phone, nth: 2 }",
		});
		expect(why(trace)).toEqual(["expired"]);
		expect(
			sent(trace)
				.slice(-4)
				.map((line) => line.split(" ")[3]),
		).toEqual(["e2.1/s1>", "e2.1>", "e2.2/s1>", "e2.2>"]);
		expect(of(trace, "committed")).toHaveLength(2);
	});

	it("is not renewed for ever where each is refused", () => {
		const trace = run({ ...TOKEN, traffic: "{ phone: POST /orders, to: api }", faults: "{ expire: phone, nth: all }" });
		expect(why(trace)).toEqual(["expired", "expired"]);
		expect(statuses(trace)).toEqual([401]);
		expect(of(trace, "committed")).toEqual([]);
	});

	it("has the keys fetched again when the issuer signs with a new one", () => {
		const trace = run({
			...{ ...TOKEN, demand: "demand: token, from: login, refetch: 1s" },
			traffic: "{ phone: POST /orders, to: api, times: 2, every: 6s }",
			faults: "{ rotate: login, at: 5s }",
		});
		expect(sent(trace).filter((line) => line.includes("jwks"))).toHaveLength(2);
		expect(statuses(trace)).toEqual([201, 201]);
	});

	it("is refused for a key that is unknown while the server may not fetch them again", () => {
		const trace = run({
			...TOKEN,
			traffic: "{ phone: POST /orders, to: api, times: 2, every: 6s }",
			faults: "{ rotate: login, at: 5s }",
		});
		expect(why(trace)).toEqual(["unknown-key", "unknown-key"]);
		expect(statuses(trace)).toEqual([201, 401]);
	});

	it("is answered 503 where the issuer's keys can't be had", () => {
		const trace = run({
			...TOKEN,
			traffic: "{ phone: POST /orders, to: api }",
			faults: "{ lose: request, on: api -> login, nth: all }, { crash: login, at: 300ms }",
		});
		expect(why(trace)).toEqual(["no-keys"]);
		expect(statuses(trace)).toEqual([503]);
	});

	it("knows that nothing has happened where it can't log in", () => {
		const trace = run({ ...TOKEN, traffic: "{ phone: POST /orders, to: api }", faults: "{ crash: login, at: 0s }" });
		expect(of(trace, "settled")).toEqual([{ belief: "failed", why: "refused" }]);
	});

	it("may not do what its token isn't good for", () => {
		const trace = run({
			...{ ...TOKEN, demand: "demand: token, from: login, scope: [orders:write]" },
			traffic: "{ phone: POST /orders, to: api }",
		});
		expect(why(trace)).toEqual(["scope"]);
		expect(statuses(trace)).toEqual([403]);
	});

	it("shows each token once where they are for one use; one that is shown again is refused", () => {
		const once = { ...TOKEN, issues: "{ token: 1min, one-use: true }" };
		const traffic = "{ phone: POST /orders, to: api, times: 3, every: 1s }";
		expect(why(run({ ...once, traffic }))).toEqual([]);
		const replayed = run({ ...once, traffic, faults: "{ replay: phone, nth: 2 }" });
		expect(why(replayed)).toEqual(["replayed"]);
		expect(of(replayed, "committed")).toHaveLength(3);
		// Where they may be used more than once, nobody can tell who shows them.
		expect(why(run({ ...TOKEN, traffic, faults: "{ replay: phone, nth: 2 }" }))).toEqual([]);
	});

	it("is refused where the clock of the server is slow, unless that is tolerated", () => {
		const slow = { traffic: "{ phone: POST /orders, to: api }", faults: "{ skew: api, by: -60s }" };
		expect(why(run({ ...TOKEN, ...slow }))).toEqual(["not-yet-valid", "not-yet-valid"]);
		expect(why(run({ ...slow, phone: TOKEN.phone, demand: `${TOKEN.demand}, tolerance: 90s` }))).toEqual([]);
	});
});

describe("a client that proves itself by a session", () => {
	it("logs in at the server, and its requests bring the cookie and the token of its page", () => {
		const trace = run({ ...SESSION, traffic: "{ phone: POST /orders, to: api, times: 2, one-by-one: true }" });
		const heads = [...trace.events()].flatMap((event) =>
			event.kind === "sent" && /e\d\.1>$/.test(event.message) ? [event.data.head ?? ""] : [],
		);
		expect(heads).toHaveLength(2);
		for (const head of heads) {
			expect(head).toMatch(/\r\ncookie: __Host-session=[\w-]{22}\r\n/);
			expect(head).toMatch(/\r\nx-csrf-token: [\w-]{22}\r\n/);
		}
		expect(statuses(trace)).toEqual([201, 201]);
	});

	it("logs in again when the server has forgotten it", () => {
		const trace = run({
			...SESSION,
			traffic: "{ phone: POST /orders, to: api, times: 2, every: 4s }",
			faults: "{ crash: api, at: 2s, restart-at: 3s }",
		});
		expect(why(trace)).toEqual(["unknown"]);
		expect(of(trace, "committed")).toHaveLength(2);
	});

	it("has to log in again after being idle", () => {
		const trace = run({
			...{ ...SESSION, demand: "demand: session, idle: 1s" },
			traffic: "{ phone: POST /orders, to: api, times: 2, every: 4s }",
		});
		expect(why(trace)).toEqual(["idle"]);
	});
});

describe("a certificate of a client", () => {
	const MUTUAL = { phone: "proves: { certificate: api }", demand: "demand: certificate" };

	it.each(["tls: 1.3", "tls: 1.2", "tls: 1.3, over: http/2", "tls: 1.3, detail: packets"])(
		"lets it on over %s, and nobody without one",
		(link) => {
			const traffic = "{ phone: POST /orders, to: api }, { other: POST /orders }";
			const trace = run({ ...MUTUAL, link, traffic });
			expect(new Set(statuses(trace))).toEqual(new Set([201, 403]));
			expect(why(trace)).toEqual(["no-certificate"]);
		},
	);
});

describe("a certificate of a server that nobody should believe", () => {
	const asks = { phone: "", demand: "demand: key", traffic: "{ phone: GET /free, to: api }" };

	it.each(["expired", "wrong-host", "self-signed", "untrusted"])("is refused when it is %s", (trouble) => {
		const faults = `{ certificate: ${trouble}, of: api }`;
		for (const link of ["tls: 1.3", "tls: 1.2", "tls: 1.3, over: http/2", "tls: 1.3, detail: packets"]) {
			const trace = run({ ...asks, link, faults });
			expect(of(trace, "settled")).toEqual([{ belief: "failed", why: "refused" }]);
			expect(story(trace, / sent /)).toEqual([]);
		}
	});

	it("is refused for each of those that share its connection", () => {
		for (const detail of ["messages", "packets"]) {
			const link = `tls: 1.3, over: http/2, detail: ${detail}`;
			const trace = run({
				...{ ...asks, link, faults: "{ certificate: expired, of: api }" },
				traffic: "{ phone: GET /free, to: api, times: 3 }",
			});
			expect(of(trace, "settled").map((data) => data.why)).toEqual(["refused", "refused", "refused"]);
		}
	});
});

describe("whoever is refused", () => {
	it.each(["POST /orders", "grpc Orders/Make", "connect Orders/Make", "graphql mutation make", "json-rpc orders.make"])(
		"is told so in the words of %s, and gets no effect",
		(route) => {
			const over = route.startsWith("grpc") ? "tls: 1.3, over: http/2" : "tls: 1.3";
			const trace = run({ ...TOKEN, phone: "", link: over, route, traffic: `{ other: ${route} }` });
			expect(of(trace, "committed")).toEqual([]);
			expect(of(trace, "settled")[0]).toMatchObject({ belief: "failed", status: 401 });
		},
	);
});

const NOW_S = 1_767_225_600;
const KEY = secretKey(new Uint8Array(32).fill(7), "k1");
const base = { iss: "login", sub: "ann", aud: "api", iat: NOW_S, nbf: NOW_S, exp: NOW_S + 300, jti: "a" };
const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.${Buffer.from(JSON.stringify(base)).toString("base64url")}.`;

/** What somebody may bring along who has nothing to show. */
const forged = fc.oneof(
	fc.constant(none),
	fc
		.record({
			exp: fc.integer({ min: 0, max: 4e9 }),
			sub: fc.string({ maxLength: 5 }),
			aud: fc.constantFrom("api", "x"),
		})
		.map((claims) => issueToken({ ...base, ...claims }, KEY)),
	fc.constantFrom("RS256" as const, "ES256" as const).map((alg) => issueToken(base, { kty: "EC", kid: "k9" }, alg)),
	fc.stringMatching(/^[A-Za-z0-9._-]{1,60}$/),
);
const headers = fc.record(
	{
		authorization: fc.oneof(
			forged.map((token) => `Bearer ${token}`),
			fc.stringMatching(/^[ -~]{1,30}$/).map((text) => `x${text}x`),
		),
		cookie: fc.stringMatching(/^[A-Za-z0-9-]{0,30}$/).map((id) => `__Host-session=${id}`),
		"x-api-key": fc.stringMatching(/^api_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$/),
		"x-csrf-token": fc.stringMatching(/^[A-Za-z0-9-]{1,30}$/),
	},
	{ requiredKeys: [] },
);
const demands = fc.constantFrom("token, from: login", "session", "key", "certificate");
const issues = fc.constantFrom("{ token: 5s, algorithm: HS256 }", "{ token: 5s }", "{ token: 5s, one-use: true }");

describe("a route that demands something", () => {
	it("never makes anything lasting for a request that doesn't prove it", () => {
		fc.assert(
			fc.property(headers, demands, issues, (shown, demanded, issuer) => {
				const trace = run({
					...{ phone: "", demand: `demand: ${demanded}`, issues: issuer },
					traffic: `{ other: POST /orders, headers: ${JSON.stringify(shown)} }`,
				});
				expect(of(trace, "committed")).toEqual([]);
				expect(of(trace, "denied")).toHaveLength(1);
				expect([401, 403]).toContain(statuses(trace)[0]);
			}),
			{ seed: 77, numRuns: 150 },
		);
	});
});
