import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStream } from "../../random/stream.ts";
import { bearerField, bearerOf } from "../bearer.ts";
import { hexOf } from "../octets.ts";
import { checkApiKey, partsOfKey } from "./check.ts";
import { type ApiKeyRecord, issueApiKey } from "./issue.ts";

const issue = (over: Partial<ApiKeyRecord> = {}) => {
	const { key, record } = issueApiKey(createStream(1, "shop", "keys"), "shop_live", { owner: "ann", scopes: ["read"] });
	return { key, records: new Map([[record.id, { ...record, ...over }]]) };
};

describe("an API key", () => {
	it("tells what it is, and is known by its hash alone", () => {
		const { key, records } = issue();
		expect(key).toMatch(/^shop_live_[0-9a-f]{16}_[\w-]{43}$/);
		expect(checkApiKey(key, records, 0)).toMatchObject({ ok: true, record: { owner: "ann", scopes: ["read"] } });
		expect(partsOfKey(key)?.prefix).toBe("shop_live");
		const secret = key.slice(-43);
		for (const { hash, ...rest } of records.values()) {
			expect(JSON.stringify(rest) + hexOf(hash)).not.toContain(secret);
			expect(hash).toHaveLength(32);
		}
	});

	it("is worth nothing with any letter changed", () => {
		const { key, records } = issue();
		fc.assert(
			fc.property(fc.nat({ max: key.length - 1 }), fc.stringMatching(/^[A-Za-z0-9_-]?$/), (at, letter) => {
				const changed = key.slice(0, at) + letter + key.slice(at + 1);
				expect(checkApiKey(changed, records, 0).ok).toBe(changed === key);
			}),
			{ seed: 531, numRuns: 500 },
		);
	});

	it("tells nobody whether its id or its secret is wrong", () => {
		const { key, records } = issue();
		const wrong = `${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`;
		expect(checkApiKey(wrong, records, 0)).toEqual({ ok: false, why: "unknown" });
		expect(checkApiKey(key, new Map(), 0)).toEqual({ ok: false, why: "unknown" });
	});

	it("ends when it expires, and when it is revoked", () => {
		const expiring = issue({ untilS: 100 });
		expect(checkApiKey(expiring.key, expiring.records, 99).ok).toBe(true);
		expect(checkApiKey(expiring.key, expiring.records, 100)).toEqual({ ok: false, why: "expired" });
		const revoked = issue({ isRevoked: true });
		expect(checkApiKey(revoked.key, revoked.records, 0)).toEqual({ ok: false, why: "revoked" });
	});

	it("travels as a bearer's credential", () => {
		const { key } = issue();
		expect(bearerOf([bearerField(key)])).toBe(key);
		expect(bearerOf([["authorization", "bearer abc.def=="]])).toBe("abc.def==");
		for (const value of ["Basic abc", "Bearer", "Bearer a b", "Bearer ü"]) {
			expect(bearerOf([["authorization", value]])).toBeUndefined();
		}
	});
});
