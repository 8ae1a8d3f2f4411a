import { SignJWT } from "jose";
import { fetch } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KeptForTest, keepForTest } from "./testing/kept.ts";

const PATIENCE_MS = 90_000;

const SHOP = `
nodes:
  ann: { is: client, proves: { token: login, scope: [orders:write] } }
  bob: { is: client, proves: { token: login } }
  eve: { is: client, proves: { session: shop } }
  till: { is: client, proves: { key: shop } }
  login: { is: server, issues: { token: 5min } }
  shop: { is: server }
  db: { is: database }
links:
  ann -> login: { rtt: 1ms }
  bob -> login: { rtt: 1ms }
  eve -> shop: { rtt: 1ms, tls: 1.3 }
  shop -> login: { rtt: 1ms }
  shop -> db: { rtt: 1ms }
routes:
  shop:
    POST /orders: [ { demand: token, from: login, scope: [orders:write] }, { query: db, effect: order }, { reply: 201 } ]
    POST /cart: [ { demand: session }, { query: db, effect: item }, { reply: 201 } ]
    POST /sales: [ { demand: key }, { query: db, effect: sale }, { reply: 201 } ]
    GET /count: [ { query: db }, { reply: 200 } ]
    json-rpc orders.make: [ { demand: key }, { query: db, effect: sale }, { reply: 201 } ]
    graphql mutation order: [ { demand: key }, { query: db, effect: sale }, { reply: 201 } ]
    connect Orders/Make: [ { demand: key }, { query: db, effect: sale }, { reply: 201 } ]
traffic: []
`;

let kept: KeptForTest;
beforeAll(async () => {
	kept = await keepForTest(SHOP);
}, PATIENCE_MS);
afterAll(() => kept.end());

type Headers = Readonly<Record<string, string>>;

interface Told {
	readonly status: number;
	readonly json: Readonly<Record<string, unknown>>;
	readonly challenge: string | null;
	readonly cookie: string;
}

async function post(server: string, path: string, body: string, headers: Headers = {}): Promise<Told> {
	const response = await fetch(kept.url(server, path), { method: "POST", body, headers });
	const text = await response.text();
	const isJson = response.headers.get("content-type")?.includes("json") === true;
	return {
		...{ status: response.status, json: isJson ? JSON.parse(text) : {} },
		...{ challenge: response.headers.get("www-authenticate"), cookie: response.headers.getSetCookie()[0] ?? "" },
	};
}

async function effects(): Promise<number> {
	const response = await fetch(kept.url("shop", "/count"));
	return ((await response.json()) as { readonly count: number }).count;
}

function credential(proof: "token" | "session"): { readonly user: string; readonly password: string } {
	const all = kept.servers.flatMap(({ credentials }) => credentials);
	const found = all.find((each) => each.proof === proof);
	return found !== undefined && "password" in found ? found : expect.fail(`no ${proof}`);
}

async function tokenOfAnn(): Promise<string> {
	const { user, password } = credential("token");
	const { json } = await post("login", "/login", JSON.stringify({ user, password }));
	return String(json.access_token);
}

const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a kept server that demands a token", () => {
	it("takes one that its issuer gave, and does what its route says", async () => {
		const before = await effects();
		expect((await post("shop", "/orders", "", bearer(await tokenOfAnn()))).status).toBe(201);
		expect(await effects()).toBe(before + 1);
	});

	it("refuses tokens that nobody signed, or that are signed with what everybody knows, and does nothing", async () => {
		const before = await effects();
		const token = await tokenOfAnn();
		const [, claims = "", signature = ""] = token.split(".");
		const keys = await (await fetch(kept.url("login", "/.well-known/jwks.json"))).text();
		const [key = expect.fail("no key")] = (JSON.parse(keys) as { readonly keys: readonly { readonly x: string }[] })
			.keys;
		const confused = (secret: string): Promise<string> =>
			new SignJWT(JSON.parse(Buffer.from(claims, "base64url").toString()))
				.setProtectedHeader({ alg: "HS256", kid: "k1" })
				.sign(Buffer.from(secret.padEnd(32, "x")));
		const tampered = part({ ...JSON.parse(Buffer.from(claims, "base64url").toString()), sub: "root" });
		const forged: Readonly<Record<string, string>> = {
			"alg none": `${part({ alg: "none", typ: "JWT" })}.${claims}.`,
			"alg None, in another case": `${part({ alg: "nOnE" })}.${claims}.${signature}`,
			"the public key as a secret": await confused(JSON.stringify(key)),
			"a part of the public key as a secret": await confused(key.x),
			"an empty secret": await confused(""),
			"other claims": `${part({ alg: "ES256", kid: "k1" })}.${tampered}.${signature}`,
			"an unknown key": `${part({ alg: "ES256", kid: "k9" })}.${claims}.${signature}`,
			"an extension that nobody knows": `${part({ alg: "ES256", kid: "k1", crit: ["b64"] })}.${claims}.${signature}`,
			nothing: "",
			"a word": "token",
		};
		for (const [what, each] of Object.entries(forged)) {
			const { status, challenge } = await post("shop", "/orders", "", bearer(each));
			expect([what, status, challenge?.startsWith("Bearer")]).toEqual([what, 401, true]);
		}
		expect((await post("shop", "/orders", "")).status).toBe(401);
		expect(await effects()).toBe(before);
	});

	it("tells who may not do it apart from who isn't known", async () => {
		const { user, password } = credential("token");
		expect(user).toBe("ann");
		const wrong = await post("login", "/login", JSON.stringify({ user, password: `${password}x` }));
		expect([wrong.status, wrong.json]).toEqual([400, { error: "invalid_grant" }]);
	});

	it("has tokens renewed once, and ends the login of whoever comes a second time", async () => {
		const { user, password } = credential("token");
		const first = await post("login", "/login", JSON.stringify({ user, password }));
		const form = { "content-type": "application/x-www-form-urlencoded" };
		const renew = (token: unknown): Promise<Told> =>
			post("login", "/token", `grant_type=refresh_token&refresh_token=${String(token)}`, form);
		const second = await renew(first.json.refresh_token);
		expect(second.status).toBe(200);
		expect((await renew(first.json.refresh_token)).status).toBe(400);
		expect((await renew(second.json.refresh_token)).status).toBe(400);
	});
});

describe("a kept server that demands a session", () => {
	it("knows who has logged in, until they log out", async () => {
		const { user, password } = credential("session");
		const { cookie, json } = await post("shop", "/login", JSON.stringify({ user, password }));
		expect(cookie).toMatch(/^__Host-session=[\w-]+; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
		const shown = { cookie: cookie.split(";")[0] ?? "", "x-csrf-token": String(json.csrf_token) };
		expect((await post("shop", "/cart", "", shown)).status).toBe(201);
		expect((await post("shop", "/cart", "", { cookie: shown.cookie })).status).toBe(403);
		expect((await post("shop", "/logout", "", shown)).status).toBe(204);
		expect((await post("shop", "/cart", "", shown)).status).toBe(401);
	});
});

describe("a kept server that demands a key", () => {
	it("refuses everybody without one, whatever they speak", async () => {
		const before = await effects();
		const rpc = JSON.stringify({ jsonrpc: "2.0", method: "orders.make", id: 1 });
		const query = JSON.stringify({ query: "mutation { order }" });
		const json = { "content-type": "application/json" };
		expect((await post("shop", "/sales", "")).status).toBe(401);
		expect((await post("shop", "/rpc", rpc, json)).json.error).toBeDefined();
		expect((await post("shop", "/graphql", query, json)).json.errors).toBeDefined();
		expect((await post("shop", "/Orders/Make", "{}", json)).status).toBe(401);
		expect(await effects()).toBe(before);
	});

	it("takes the one that it prints", async () => {
		const found = kept.servers.flatMap(({ credentials }) => credentials).find(({ proof }) => proof === "key");
		const key = found !== undefined && "key" in found ? found.key : expect.fail("no key");
		expect((await post("shop", "/sales", "", { "x-api-key": key })).status).toBe(201);
		expect((await post("shop", "/sales", "", { "x-api-key": `${key.slice(0, -1)}~` })).status).toBe(401);
		const rpc = JSON.stringify({ jsonrpc: "2.0", method: "orders.make", id: 1 });
		const headers = { "content-type": "application/json", "x-api-key": key };
		expect((await post("shop", "/rpc", rpc, headers)).json.error).toBeUndefined();
	});
});

it("OpenAPI says what each route demands, and how to log in", async () => {
	const document = (await (await fetch(kept.url("shop", "/openapi.json"))).json()) as {
		readonly paths: Readonly<Record<string, { readonly post?: { readonly security?: unknown } }>>;
		readonly components: { readonly securitySchemes: object };
	};
	expect(Object.keys(document.components.securitySchemes).toSorted()).toEqual(["key", "session", "token"]);
	expect(document.paths["/orders"]?.post?.security).toEqual([{ token: ["orders:write"] }]);
	expect(document.paths["/cart"]?.post?.security).toEqual([{ session: [] }]);
	expect(document.paths["/login"]?.post).toBeDefined();
});
