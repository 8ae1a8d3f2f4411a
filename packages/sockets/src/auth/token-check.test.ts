import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase64url } from "../../../behaviour/src/auth/base64.ts";
import { checkToken } from "../../../behaviour/src/auth/jwt/check.ts";
import type { Claims } from "../../../behaviour/src/auth/jwt/claims.ts";
import { issueToken } from "../../../behaviour/src/auth/jwt/issue.ts";
import { secretKey } from "../../../behaviour/src/auth/jwt/key.ts";
import { compact, JOE_EXPIRES_S, RFC_7515 } from "../../../behaviour/src/auth/jwt/testing/vectors.ts";
import { createTokenChecker, type TokenDemand, type TokenKeys } from "./token-check.ts";
import { issueBySecret } from "./token-secret.ts";

const SECRET = Uint8Array.from({ length: 32 }, (_, at) => 255 - at);
const KEY = secretKey(SECRET);
const NOW_S = 1_767_225_600;
const DEMAND: TokenDemand = { algorithms: ["HS256"], issuer: "login", audience: "api", toleranceS: 5, needs: ["exp"] };
const CLAIMS = { iss: "login", sub: "ann", aud: "api", exp: NOW_S + 300 };

/** What either world says of a token. */
async function verdicts(token: string, demand: TokenDemand = DEMAND): Promise<readonly string[]> {
	const simulated = checkToken(token, demand, { keys: [KEY] }, NOW_S);
	const real = await createTokenChecker(demand, { secret: SECRET }).check(token, NOW_S);
	return [simulated, real].map((checked) => (checked.ok ? "accepted" : checked.why));
}

describe("the simulated and the real world", () => {
	test("make the same bytes of the same claims", async () => {
		const claims = fc.record({
			sub: fc.string({ unit: "grapheme", maxLength: 10 }),
			exp: fc.nat(),
			roles: fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
		});
		await fc.assert(
			fc.asyncProperty(claims, async (each) => {
				expect(issueToken(each, KEY)).toBe(await issueBySecret(each, SECRET));
			}),
			{ seed: 551, numRuns: 100 },
		);
	});

	const near = (at: number): fc.Arbitrary<number> => fc.integer({ min: at - 8, max: at + 8 });
	const claims: fc.Arbitrary<Claims> = fc.record(
		{
			iss: fc.constantFrom("login", "evil"),
			aud: fc.constantFrom("api", "shop", ["api", "shop"], ["shop"], []),
			exp: near(NOW_S),
			nbf: near(NOW_S),
		},
		{ requiredKeys: [] },
	);

	test("say the same of the same token, in the same word", async () => {
		const seen = new Set<string>();
		await fc.assert(
			fc.asyncProperty(claims, fc.boolean(), async (each, asksForAll) => {
				const demand: TokenDemand = asksForAll ? DEMAND : { algorithms: ["HS256"] };
				const [simulated = "", real] = await verdicts(issueToken(each, KEY), demand);
				expect(real).toBe(simulated);
				seen.add(simulated);
			}),
			{ seed: 552, numRuns: 400 },
		);
		expect([...seen].sort()).toEqual(["accepted", "audience", "expired", "issuer", "missing-claim", "not-yet-valid"]);
	});

	test("refuse whatever was changed on its way, and only what has the same bytes passes jose", async () => {
		const token = issueToken(CLAIMS, KEY);
		const bytesOf = (text: string): string =>
			text
				.split(".")
				.map((part) => Buffer.from(part, "base64url").toString("hex"))
				.join(".");
		const change = fc.tuple(fc.nat({ max: token.length - 1 }), fc.stringMatching(/^[A-Za-z0-9_.=-]?$/));
		await fc.assert(
			fc.asyncProperty(change, async ([at, letter]) => {
				const changed = token.slice(0, at) + letter + token.slice(at + 1);
				const [simulated, real] = await verdicts(changed);
				expect(simulated === "accepted").toBe(changed === token);
				if (real === "accepted") expect(bytesOf(changed)).toBe(bytesOf(token));
			}),
			{ seed: 553, numRuns: 1_000 },
		);
	});

	test("differ in how they read the last letter: jose lets bits pass that stand for nothing", async () => {
		const token = issueToken(CLAIMS, KEY);
		const last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".indexOf(token.slice(-1));
		const other = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[last + 1] ?? "";
		expect(await verdicts(token.slice(0, -1) + other)).toEqual(["malformed", "accepted"]);
	});

	test.each(["none", "None", "HS384", "RS256"])("refuse a token that says %s of itself", async (alg) => {
		const [, body] = issueToken(CLAIMS, KEY).split(".");
		const head = Buffer.from(JSON.stringify({ alg })).toString("base64url");
		expect(await verdicts(`${head}.${body}.`)).toEqual(["algorithm", "algorithm"]);
		expect(await verdicts(`${head}.${body}.AAAA`)).toEqual(["algorithm", "algorithm"]);
	});

	test.each(["", "a.b.c", "..", "e30.e30.AA"])("refuse %j", async (text) => {
		expect(await verdicts(text)).toEqual(["malformed", "malformed"]);
	});
});

test.each(RFC_7515)("$source is accepted until it expires", async ({ key, ...vector }) => {
	const demand: TokenDemand = { algorithms: [vector.algorithm] };
	const secret = key.k === undefined ? undefined : fromBase64url(key.k);
	const keys: TokenKeys = secret === undefined ? { set: { keys: [{ ...key }] } } : { secret };
	const { check } = createTokenChecker(demand, keys);
	expect(await check(compact({ key, ...vector }), JOE_EXPIRES_S - 1)).toMatchObject({
		ok: true,
		claims: { iss: "joe" },
	});
	expect(await check(compact({ key, ...vector }), JOE_EXPIRES_S)).toEqual({ ok: false, why: "expired" });
});
