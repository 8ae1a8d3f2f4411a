import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64url, fromBase64url } from "../base64.ts";
import { octetsOf } from "../octets.ts";
import { checkToken, type TokenCheck, type TokenDemand } from "./check.ts";
import type { Claims } from "./claims.ts";
import { issueToken } from "./issue.ts";
import { type Jwk, type Jwks, secretKey } from "./key.ts";
import { signHs256, type VerifySignature, verifySimulated } from "./signature.ts";
import { compact, JOE_EXPIRES_S, RFC_7515, RFC_7520, type Vector } from "./testing/vectors.ts";
import { TOKEN_CHARACTERS_AT_MOST } from "./token.ts";

const KEY = secretKey(
	Uint8Array.from({ length: 32 }, (_, at) => at),
	"k1",
);
const NOW_S = 1_767_225_600;
const DEMAND: TokenDemand = { algorithms: ["HS256"], issuer: "login", audience: "api", toleranceS: 5 };
const CLAIMS: Claims = { iss: "login", sub: "ann", aud: "api", iat: NOW_S, nbf: NOW_S, exp: NOW_S + 300 };

/** Signatures by pairs of keys as Node checks them. */
const verifyByNode: VerifySignature = (algorithm, key, input, signature) => {
	if (algorithm === "HS256") return verifySimulated(algorithm, key, input, signature);
	const publicKey = createPublicKey({ key: { ...key }, format: "jwk" });
	return verify("sha256", input, { key: publicKey, dsaEncoding: "ieee-p1363" }, signature);
};

function check(token: string, over: Partial<TokenDemand> = {}, nowS: number = NOW_S, keys: readonly Jwk[] = [KEY]) {
	return checkToken(token, { ...DEMAND, ...over }, { keys }, nowS);
}

function whyOf(checked: TokenCheck): string {
	return checked.ok ? "accepted" : checked.why;
}

describe("the tokens of the standards", () => {
	it.each(RFC_7515)("$source is accepted until a second before it expires", (vector) => {
		const tell = (nowS: number): TokenCheck =>
			checkToken(compact(vector), { algorithms: [vector.algorithm] }, { keys: [vector.key] }, nowS, verifyByNode);
		expect(tell(JOE_EXPIRES_S - 1)).toMatchObject({
			ok: true,
			claims: { iss: "joe", "http://example.com/is_root": true },
		});
		expect(tell(JOE_EXPIRES_S)).toEqual({ ok: false, why: "expired" });
	});

	it.each([...RFC_7515, ...RFC_7520])("$source: the signature is right, and wrong for any other text", (vector) => {
		const isRight = (input: string): boolean =>
			verifyByNode(vector.algorithm, vector.key, octetsOf(input), fromBase64url(vector.signature) ?? new Uint8Array());
		expect(isRight(`${vector.header}.${vector.payload}`)).toBe(true);
		expect(isRight(`${vector.header}.${vector.payload.slice(1)}`)).toBe(false);
	});

	it.each(RFC_7520)("$source carries no claims, and is no token", ({ key, ...vector }) => {
		const keys: Jwks = { keys: [key] };
		const checked = checkToken(
			compact({ key, ...vector }),
			{ algorithms: [vector.algorithm] },
			keys,
			NOW_S,
			verifyByNode,
		);
		expect(checked).toEqual({ ok: false, why: "malformed" });
	});

	it("HS256 signs what RFC 7515, A.1 signs", () => {
		const [{ key, header, payload, signature }] = RFC_7515 as [Vector];
		const secret = fromBase64url(key.k ?? "") ?? new Uint8Array();
		expect(base64url(signHs256(secret, octetsOf(`${header}.${payload}`)))).toBe(signature);
	});
});

describe("a token", () => {
	it("is the same bytes for the same claims and key", () => {
		expect(issueToken({ sub: "ann", exp: 1 }, KEY)).toBe(
			"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImsxIn0.eyJzdWIiOiJhbm4iLCJleHAiOjF9.hqUpmxRU3wj5vul6rVvQs-pBzHDVJSaevZRovr82Bco",
		);
	});

	it.each<[string, Partial<Claims>, string]>([
		["as it should be", {}, "accepted"],
		["for somebody else", { aud: "shop" }, "audience"],
		["for several, us among them", { aud: ["shop", "api"] }, "accepted"],
		["by somebody else", { iss: "evil" }, "issuer"],
		["that is good in five seconds, within the tolerance", { nbf: NOW_S + 5 }, "accepted"],
		["that is good in six seconds", { nbf: NOW_S + 6 }, "not-yet-valid"],
		["that expired four seconds ago, within the tolerance", { exp: NOW_S - 4 }, "accepted"],
		["that expired five seconds ago", { exp: NOW_S - 5 }, "expired"],
	])("%s", (_, over, verdict) => {
		expect(whyOf(check(issueToken({ ...CLAIMS, ...over }, KEY)))).toBe(verdict);
	});

	it("without a claim that is needed isn't accepted", () => {
		expect(whyOf(check(issueToken(CLAIMS, KEY), { needs: ["exp", "jti"] }))).toBe("missing-claim");
	});

	it("by a key with another name makes known which key it was", () => {
		expect(check(issueToken(CLAIMS, { ...KEY, kid: "k2" }))).toEqual({ ok: false, why: "unknown-key", kid: "k2" });
	});

	it("with claims of a wrong kind is no token", () => {
		for (const claims of [{ exp: "soon" }, { aud: 7 }, { iss: {} }, { aud: ["api", 7] }]) {
			expect(whyOf(check(issueToken(claims as unknown as Claims, KEY)))).toBe("malformed");
		}
	});

	it("that is longer than any header field is no token", () => {
		const long = issueToken({ ...CLAIMS, filling: "a".repeat(TOKEN_CHARACTERS_AT_MOST) }, KEY);
		expect(whyOf(check(long))).toBe("malformed");
	});

	it.each(["", ".", "..", "...", "a.b.c", "e30.e30.", "bnVsbA.bnVsbA.AA", "W10.e30.AA"])("isn't %j", (text) => {
		expect(whyOf(check(text))).toBe("malformed");
	});
});

function unsigned(header: object, claims: Claims = CLAIMS): string {
	return [header, claims].map((part) => base64url(octetsOf(JSON.stringify(part)))).join(".");
}

describe("whoever wants to be believed without a key", () => {
	it.each(["none", "None", "NONE", "nOnE", "HS512", "hs256", ""])("says that the algorithm is %j, in vain", (alg) => {
		expect(whyOf(check(`${unsigned({ alg, kid: "k1" })}.`))).toBe("algorithm");
	});

	it("takes a public RSA key for the secret of HS256, in vain", () => {
		const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
		const key: Jwk = { ...(publicKey.export({ format: "jwk" }) as Jwk), kid: "rsa" };
		const text = unsigned({ alg: "HS256", kid: "rsa" });
		for (const secret of [
			publicKey.export({ type: "spki", format: "pem" }).toString(),
			key.n ?? "",
			JSON.stringify(key),
		]) {
			const forged = `${text}.${base64url(signHs256(octetsOf(secret), octetsOf(text)))}`;
			const tell = (algorithms: TokenDemand["algorithms"]): string =>
				whyOf(checkToken(forged, { ...DEMAND, algorithms }, { keys: [key] }, NOW_S, verifyByNode));
			expect(tell(["RS256"])).toBe("algorithm");
			// Even where somebody allows both: the key's own type decides.
			expect(tell(["RS256", "HS256"])).toBe("unknown-key");
		}
	});

	it("asks for an extension that we don't know, in vain", () => {
		const text = unsigned({ alg: "HS256", kid: "k1", crit: ["b64"], b64: false });
		const signed = `${text}.${base64url(signHs256(fromBase64url(KEY.k ?? "") ?? new Uint8Array(), octetsOf(text)))}`;
		expect(whyOf(check(signed))).toBe("critical");
	});

	it("changes any character of a token, in vain", () => {
		const token = issueToken(CLAIMS, KEY);
		fc.assert(
			fc.property(fc.nat({ max: token.length - 1 }), fc.stringMatching(/^[A-Za-z0-9_.=-]?$/), (at, letter) => {
				const changed = token.slice(0, at) + letter + token.slice(at + 1);
				expect(check(changed).ok).toBe(changed === token);
			}),
			{ seed: 511, numRuns: 2_000 },
		);
	});

	it("puts other claims before a good signature, in vain", () => {
		const [head = "", , tail = ""] = issueToken(CLAIMS, KEY).split(".");
		fc.assert(
			fc.property(fc.dictionary(fc.constantFrom("sub", "role", "exp"), fc.jsonValue()), (claims) => {
				const body = base64url(octetsOf(JSON.stringify({ ...CLAIMS, ...claims, role: "admin" })));
				expect(check(`${head}.${body}.${tail}`).ok).toBe(false);
			}),
			{ seed: 512, numRuns: 300 },
		);
	});
});

describe("signatures of the simulated world", () => {
	it.each(["RS256", "ES256"] as const)("%s has the size of the real one, and is checked", (algorithm) => {
		const key: Jwk = { kty: algorithm === "RS256" ? "RSA" : "EC", crv: "P-256", kid: "k9" };
		const token = issueToken(CLAIMS, key, algorithm);
		const tail = token.split(".")[2] ?? "";
		expect(fromBase64url(tail)?.length).toBe(algorithm === "RS256" ? 256 : 64);
		expect(check(token, { algorithms: [algorithm] }, NOW_S, [key]).ok).toBe(true);
		expect(
			whyOf(check(token.replace(tail, base64url(new Uint8Array(64))), { algorithms: [algorithm] }, NOW_S, [key])),
		).toBe("signature");
	});

	it("a secret that is too short is our own fault", () => {
		expect(() => secretKey(new Uint8Array(31))).toThrow(RangeError);
		expect(() => issueToken(CLAIMS, { kty: "oct", k: "AAAA" })).toThrow(RangeError);
	});
});
