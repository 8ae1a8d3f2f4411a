import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { checkToken } from "../../../behaviour/src/auth/jwt/check.ts";
import { SIGNATURE_BYTES } from "../../../behaviour/src/auth/jwt/key.ts";
import { createSigningKeys } from "./signing-keys.ts";
import { createTokenChecker, type TokenChecker } from "./token-check.ts";
import { createTokenIssuer, type TokenIssuer } from "./token-issuer.ts";
import { issueBySecret } from "./token-secret.ts";

const NOW_S = 1_767_225_600;
const CLAIMS = { iss: "login", sub: "ann", exp: NOW_S + 300 };

/** The issuer's keys at an address, and how often they were fetched. */
class KeyServer {
	readonly #server: Server;
	fetches = 0;
	status = 200;

	constructor(issuer: TokenIssuer) {
		this.#server = createServer((_, response) => {
			this.fetches++;
			response.writeHead(this.status, { "content-type": "application/json" }).end(JSON.stringify(issuer.keys()));
		});
	}

	async url(): Promise<URL> {
		this.#server.listen(0, "127.0.0.1");
		await once(this.#server, "listening");
		return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/keys`);
	}

	close(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}
}

const say = async (checker: TokenChecker, token: string): Promise<string> => {
	const checked = await checker.check(token, NOW_S);
	return checked.ok ? "accepted" : checked.why;
};

describe.each(["ES256", "RS256"] as const)("an issuer with keys for %s", (algorithm) => {
	let issuer: TokenIssuer;
	let inUse = 1;
	let server: KeyServer;
	let checker: TokenChecker;

	beforeEach(async () => {
		vi.useFakeTimers({ toFake: ["Date"] });
		inUse = 1;
		issuer = createTokenIssuer(await createSigningKeys(algorithm, 2), () => inUse);
		server = new KeyServer(issuer);
		checker = createTokenChecker({ algorithms: ["ES256", "RS256", "HS256"] }, { url: await server.url() });
	});

	afterEach(() => {
		server.close();
		vi.useRealTimers();
	});

	test("is believed by whoever fetches them, once for many tokens", async () => {
		const tokens = await Promise.all([1, 2, 3].map((n) => issuer.issue({ ...CLAIMS, jti: `t${n}` })));
		expect(await Promise.all(tokens.map((token) => say(checker, token)))).toEqual(["accepted", "accepted", "accepted"]);
		expect(server.fetches).toBe(1);
	});

	test("has new ones: the first token of theirs makes one fetch more, but not sooner than half a minute later", async () => {
		const old = await issuer.issue(CLAIMS);
		expect(await say(checker, old)).toBe("accepted");
		inUse = 2;
		const fresh = await issuer.issue(CLAIMS);
		expect(await say(checker, fresh)).toBe("unknown-key");
		expect(server.fetches).toBe(1);
		vi.setSystemTime(Date.now() + 30_000);
		expect([await say(checker, fresh), await say(checker, old)]).toEqual(["accepted", "accepted"]);
		expect(server.fetches).toBe(2);
	});

	test("can't be asked: nobody is believed, and whose keys are known goes on", async () => {
		server.status = 503;
		const token = await issuer.issue(CLAIMS);
		expect(await say(checker, token)).toBe("no-keys");
		server.status = 200;
		expect(await say(checker, token)).toBe("accepted");
		server.status = 503;
		expect(await say(checker, token)).toBe("accepted");
	});

	test("isn't mistaken for one who signs with its public key as a secret", async () => {
		const [key] = issuer.keys().keys;
		const forged = await issueBySecret(CLAIMS, new TextEncoder().encode(JSON.stringify(key)), "k1");
		expect(await say(checker, forged)).toBe("unknown-key");
	});

	test("tells nobody what it signs with", () => {
		for (const key of issuer.keys().keys)
			expect(Object.keys(key).filter((name) => "dpqi".includes(name[0] ?? "") && name !== "e")).toEqual([]);
	});

	test("makes signatures as large as the simulated ones", async () => {
		const [, , tail = ""] = (await issuer.issue(CLAIMS)).split(".");
		expect(Buffer.from(tail, "base64url")).toHaveLength(SIGNATURE_BYTES[algorithm]);
	});

	test("is found by the simulated world's choice of keys, too", async () => {
		const token = await issuer.issue(CLAIMS);
		const tell = (kid: string): unknown => {
			const keys = { keys: issuer.keys().keys.map((each) => ({ ...each, kid })) };
			const demand = { algorithms: [algorithm] };
			return checkToken(token, demand, keys as Parameters<typeof checkToken>[2], NOW_S, () => true);
		};
		expect(tell("k1")).toMatchObject({ ok: true, claims: CLAIMS });
		expect(tell("k2")).toEqual({ ok: false, why: "unknown-key", kid: "k1" });
	});
});
