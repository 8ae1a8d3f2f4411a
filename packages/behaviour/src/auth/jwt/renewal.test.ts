import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStream } from "../../random/stream.ts";
import { createKeySource } from "./key-source.ts";
import { createRenewals } from "./renewal.ts";
import { createReplayGuard } from "./replay-guard.ts";

describe("tokens that renew", () => {
	const renewals = () => createRenewals(createStream(1, "login", "tokens"), 3_600);

	it("are good once each, as long as the login lasts", () => {
		const login = renewals();
		let token = login.begin("ann", 0);
		for (const nowS of [300, 600, 3_599]) {
			const renewed = login.renew(token, nowS);
			expect(renewed).toMatchObject({ ok: true, subject: "ann" });
			token = renewed.ok ? renewed.next : "";
		}
		expect(login.renew(token, 3_600)).toEqual({ ok: false, why: "expired" });
	});

	it("end their login, the thief's token too, where one comes again", () => {
		const login = renewals();
		const stolen = login.begin("ann", 0);
		const other = login.begin("bob", 0);
		const thief = login.renew(stolen, 10);
		expect(login.renew(stolen, 20)).toEqual({ ok: false, why: "used-before" });
		expect(login.renew(thief.ok ? thief.next : "", 30)).toEqual({ ok: false, why: "unknown" });
		expect(login.renew(other, 30).ok).toBe(true);
	});

	it("are worth nothing after they were revoked, or invented", () => {
		const login = renewals();
		const token = login.begin("ann", 0);
		login.revoke(token);
		expect(login.renew(token, 1)).toEqual({ ok: false, why: "unknown" });
		expect(login.renew("invented", 1)).toEqual({ ok: false, why: "unknown" });
	});
});

describe("tokens for one use", () => {
	it("pass once, and are forgotten when they have expired", () => {
		const guard = createReplayGuard(5);
		expect(guard.use({ jti: "a", exp: 100 }, 0)).toBe("first");
		expect(guard.use({ jti: "a", exp: 100 }, 104)).toBe("replayed");
		expect(guard.use({ jti: "a", iss: "other", exp: 100 }, 104)).toBe("first");
		expect(guard.size(104)).toBe(2);
		expect(guard.size(105)).toBe(0);
	});

	it("can't pass without a name or an end: they could not be told apart, or never be forgotten", () => {
		const guard = createReplayGuard();
		expect(guard.use({ exp: 100 }, 0)).toBe("unnamed");
		expect(guard.use({ jti: "a" }, 0)).toBe("unnamed");
	});

	it("wait for others to expire where the memory is full", () => {
		const guard = createReplayGuard(0, 2);
		expect([guard.use({ jti: "a", exp: 10 }, 0), guard.use({ jti: "b", exp: 20 }, 0)]).toEqual(["first", "first"]);
		expect(guard.use({ jti: "c", exp: 30 }, 9)).toBe("full");
		expect(guard.use({ jti: "c", exp: 30 }, 10)).toBe("first");
	});

	it("never pass twice while they are good, in whatever order they come", () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 40 })), { maxLength: 60 }), (uses) => {
				const guard = createReplayGuard(0, 3);
				const passed = new Set<number>();
				let nowS = 0;
				for (const [name, waitS] of uses) {
					nowS += waitS;
					// Each name is good until a moment of its own.
					const exp = 200 + name;
					if (exp <= nowS) continue;
					const use = guard.use({ jti: `t${name}`, exp }, nowS);
					if (use === "first") expect(passed.has(name)).toBe(false);
					if (use === "first") passed.add(name);
				}
			}),
			{ seed: 513, numRuns: 500 },
		);
	});
});

describe("the keys of an issuer", () => {
	it("are fetched at first, when they are old, and at intervals for a key that is unknown", () => {
		const source = createKeySource({ keptS: 600, betweenS: 30 });
		expect(source.isStale(0)).toBe(true);
		source.asked(0);
		source.fetched({ keys: [{ kty: "oct", kid: "k1" }] }, 1);
		expect(source.isStale(600)).toBe(false);
		expect(source.isStale(601)).toBe(true);
		expect(source.mayRefetch(29)).toBe(false);
		expect(source.mayRefetch(30)).toBe(true);
		source.asked(30);
		expect(source.mayRefetch(59)).toBe(false);
		expect(source.keys().keys).toHaveLength(1);
	});

	it("a flood of invented names makes one fetch in each interval", () => {
		const source = createKeySource({ keptS: 600, betweenS: 30 });
		let fetches = 0;
		for (let nowS = 0; nowS < 300; nowS++) {
			if (!source.mayRefetch(nowS)) continue;
			source.asked(nowS);
			fetches++;
		}
		expect(fetches).toBe(10);
	});
});
