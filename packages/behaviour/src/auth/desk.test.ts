import { parseScenario, type Scenario } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { bodyText } from "../messages/body.ts";
import { fieldOf, type HeaderField, type HttpReply } from "../messages/http-message.ts";
import { createStream } from "../random/stream.ts";
import { type AuthDesk, createAuthDesk } from "./desk.ts";
import type { Verdict } from "./desk-parts.ts";
import type { Claims } from "./jwt/claims.ts";
import { issueToken } from "./jwt/issue.ts";
import { secretKey } from "./jwt/key.ts";
import { createSecrets, type Secrets } from "./secrets.ts";

const NOW_S = 1_767_225_600;
const KEY = secretKey(new Uint8Array(32).fill(3), "k1");

function scenarioOf(nodes: string, demand: string): Scenario {
	const result = parseScenario(`roundtrip: 1
title: T
nodes: { ${nodes}, api: { is: server } }
links: { ann -> api: { rtt: 1ms, tls: 1.3 }, ann -> login: { rtt: 1ms }, api -> login: { rtt: 1ms } }
routes: { api: { POST /: [ { ${demand} }, { reply: 200 } ], GET /: [ { ${demand} }, { reply: 200 } ] } }
traffic: []`);
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.value;
}

const SESSIONS = scenarioOf("ann: { is: client, proves: { session: api } }, login: { is: server }", "demand: session");
const TOKENS = scenarioOf(
	"ann: { is: client, proves: { token: login, scope: [read] } }, login: { is: server, issues: { token: 5min } }",
	"demand: token, from: login",
);

/** A server whose clock stands where the test says, and who does all at once. */
function desk(scenario: Scenario, server: string): { desk: AuthDesk; secrets: Secrets; clock: { nowS: number } } {
	const secrets = createSecrets(scenario, (node) => createStream(1, node, "secrets"));
	const clock = { nowS: NOW_S };
	const hands = {
		words: createStream(1, server, "words"),
		nowS: () => clock.nowS,
		checkPassword: (password: string, expected: string | undefined, told: (is: boolean) => void) =>
			told(password === expected),
		sign: (claims: Claims, told: (token: string) => void) => told(issueToken(claims, KEY)),
		publicKeys: () => ({ keys: [] }),
		verify: () => expect.fail("nothing is verified here"),
	};
	return { desk: createAuthDesk({ scenario, server, secrets, hands }), secrets, clock };
}

function said(
	own: AuthDesk,
	what: Parameters<AuthDesk["issue"]>[0],
	text: string,
	fields: readonly HeaderField[] = [],
) {
	let reply: HttpReply | undefined;
	own.issue(what, { method: "POST", fields, text }, (given) => {
		reply = given;
	});
	return reply ?? expect.fail("nothing was said");
}

function verdict(own: AuthDesk, method: "GET" | "POST", fields: readonly HeaderField[]): Verdict {
	let told: Verdict | undefined;
	own.demand({ demand: "session" }, { method, fields }, { keys: () => undefined, waits: () => undefined }, (given) => {
		told = given;
	});
	return told ?? expect.fail("nothing was said");
}

interface LoggedIn {
	readonly cookie: HeaderField;
	readonly csrf: HeaderField;
}

function loggedIn(own: AuthDesk, password: string, earlier: readonly HeaderField[] = []): LoggedIn {
	const reply = said(own, "session", JSON.stringify({ user: "ann", password }), earlier);
	const { csrf_token: csrf } = JSON.parse(bodyText(reply.body)) as { readonly csrf_token: string };
	const cookie = fieldOf(reply.fields, "set-cookie")?.split(";")[0] ?? "";
	return { cookie: ["cookie", cookie], csrf: ["x-csrf-token", csrf] };
}

const why = (given: Verdict): string => (given.kind === "refused" ? `${given.refusal.status} ${given.why}` : "passed");

describe("a session", () => {
	it("is given for the right password, in a cookie that no script, no other site and no plain connection gets", () => {
		const { desk: own, secrets } = desk(SESSIONS, "api");
		const reply = said(own, "session", JSON.stringify({ user: "ann", password: secrets.passwords.ann }));
		expect(fieldOf(reply.fields, "set-cookie")).toMatch(
			/^__Host-session=[\w-]{22}; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
		);
		expect(said(own, "session", '{"user":"ann","password":"x"}').status).toBe(401);
		expect(said(own, "session", '{"user":"bob","password":"x"}').status).toBe(401);
		expect(said(own, "session", "no JSON").status).toBe(400);
	});

	it("is nothing for what changes something without the token of its page", () => {
		const { desk: own, secrets } = desk(SESSIONS, "api");
		const { cookie, csrf } = loggedIn(own, secrets.passwords.ann ?? "");
		expect(why(verdict(own, "GET", [cookie]))).toBe("passed");
		expect(why(verdict(own, "POST", [cookie]))).toBe("403 no-token");
		expect(why(verdict(own, "POST", [cookie, ["x-csrf-token", "guessed"]]))).toBe("403 wrong-token");
		expect(why(verdict(own, "POST", [cookie, csrf]))).toBe("passed");
	});

	it("that was stolen is worth nothing after its owner has logged out, or in again", () => {
		const { desk: own, secrets } = desk(SESSIONS, "api");
		const first = loggedIn(own, secrets.passwords.ann ?? "");
		const second = loggedIn(own, secrets.passwords.ann ?? "", [first.cookie]);
		expect(why(verdict(own, "GET", [first.cookie]))).toBe("401 unknown");
		expect(why(verdict(own, "GET", [second.cookie]))).toBe("passed");
		expect(said(own, "logout", "", [second.cookie]).status).toBe(403);
		const { status, fields } = said(own, "logout", "", [second.cookie, second.csrf]);
		expect([status, fieldOf(fields, "set-cookie")]).toEqual([204, expect.stringContaining("Max-Age=0")]);
		expect(why(verdict(own, "GET", [second.cookie]))).toBe("401 unknown");
	});

	it("ends when nothing was asked for long, when it is old, and when its server dies", () => {
		const { desk: own, secrets, clock } = desk(SESSIONS, "api");
		const { cookie } = loggedIn(own, secrets.passwords.ann ?? "");
		clock.nowS += 1_799;
		expect(why(verdict(own, "GET", [cookie]))).toBe("passed");
		clock.nowS += 1_801;
		expect(why(verdict(own, "GET", [cookie]))).toBe("401 idle");
		const next = loggedIn(own, secrets.passwords.ann ?? "");
		own.reset();
		expect(why(verdict(own, "GET", [next.cookie]))).toBe("401 unknown");
	});
});

describe("a server that issues tokens", () => {
	const login = (password: string | undefined): string => JSON.stringify({ user: "ann", password });
	const renew = (token: string): string => `grant_type=refresh_token&refresh_token=${token}`;
	const given = (reply: HttpReply): { readonly access_token: string; readonly refresh_token: string } =>
		JSON.parse(bodyText(reply.body));

	it("gives one for the right password: for whom it is, what it is good for, and until when", () => {
		const { desk: own, secrets } = desk(TOKENS, "login");
		const reply = said(own, "token", login(secrets.passwords.ann));
		const claims = JSON.parse(Buffer.from(given(reply).access_token.split(".")[1] ?? "", "base64url").toString());
		const moments = { iat: NOW_S, nbf: NOW_S, exp: NOW_S + 300 };
		expect(claims).toMatchObject({ iss: "login", sub: "ann", aud: "api", scope: "read", ...moments });
		expect(fieldOf(reply.fields, "cache-control")).toBe("no-store");
		for (const wrong of [login("x"), '{"user":"bob","password":"x"}', "{}", "", "x".repeat(100_000)]) {
			expect(said(own, "token", wrong).status).toBe(400);
		}
	});

	it("renews each once; what comes a second time was stolen, and ends the login", () => {
		const { desk: own, secrets } = desk(TOKENS, "login");
		const first = given(said(own, "token", login(secrets.passwords.ann)));
		const second = given(said(own, "renewal", renew(first.refresh_token)));
		expect(said(own, "renewal", renew(first.refresh_token)).status).toBe(400);
		expect(said(own, "renewal", renew(second.refresh_token)).status).toBe(400);
		expect(said(own, "renewal", "anything else").status).toBe(400);
	});
});
