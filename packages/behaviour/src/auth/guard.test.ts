import { describe, expect, it } from "vitest";
import type { HeaderField } from "../messages/http-message.ts";
import { createStream } from "../random/stream.ts";
import { apiKeyGuard } from "./api-key/guard.ts";
import { issueApiKey } from "./api-key/issue.ts";
import { bearerField } from "./bearer.ts";
import { sessionGuard } from "./cookie-session/guard.ts";
import { SESSION_COOKIE } from "./cookie-session/issue.ts";
import { createSessionStore } from "./cookie-session/store.ts";
import type { Guard } from "./guard.ts";
import { createCredentialHolder } from "./holder.ts";
import type { Claims } from "./jwt/claims.ts";
import { tokenGuard } from "./jwt/guard.ts";
import { issueToken } from "./jwt/issue.ts";
import { type Jwk, secretKey } from "./jwt/key.ts";
import { createKeySource } from "./jwt/key-source.ts";
import { createRenewals } from "./jwt/renewal.ts";
import { createReplayGuard } from "./jwt/replay-guard.ts";
import type { ClientProof } from "./mutual-tls/check.ts";
import { certificateGuard } from "./mutual-tls/guard.ts";
import { basicField } from "./password/field.ts";
import { passwordGuard } from "./password/guard.ts";
import { hashPassword } from "./password/issue.ts";

/** What a guard says, in a few words. */
function says(guard: Guard, fields: readonly HeaderField[], nowS = 0, method: "GET" | "POST" = "POST"): string {
	const answer = guard({ method, fields }, nowS);
	if (answer.kind === "passed") return `passed: ${answer.subject}`;
	return answer.kind === "refused" ? `${answer.refusal.status}: ${answer.why}` : answer.kind;
}

const keyOf = (kid: string): Jwk => secretKey(new Uint8Array(32).fill(kid.length), kid);
const token = (claims: Claims, kid = "k1"): readonly HeaderField[] => [
	bearerField(issueToken({ sub: "ann", exp: 1_000, ...claims }, keyOf(kid))),
];

describe("whoever stands before a route", () => {
	it("asks for a session, and whether the request is forged", () => {
		const store = createSessionStore(createStream(1, "shop", "sessions"), { idleS: 60, absoluteS: 600 });
		const cookie: HeaderField = ["cookie", `${SESSION_COOKIE.name}=${store.login(undefined, "ann", 0)}`];
		const guard = sessionGuard(store, { csrf: { origin: "https://shop.example" } });
		expect(says(guard, [])).toBe("401: no-cookie");
		expect(says(guard, [cookie, ["origin", "https://shop.example"]])).toBe("passed: ann");
		expect(says(guard, [cookie, ["origin", "https://evil.example"]])).toBe("403: other-origin");
		expect(says(sessionGuard(store, { csrf: "token" }), [cookie])).toBe("403: no-token");
		expect(says(sessionGuard(store), [cookie])).toBe("passed: ann");
		expect(says(guard, [cookie], 60)).toBe("401: idle");
	});

	it("asks for a token, fetches keys for it, and lets it pass for its scopes", () => {
		const source = createKeySource();
		const guard = tokenGuard({ algorithms: ["HS256"] }, source, { scopes: ["read"], once: createReplayGuard() });
		expect(says(guard, [])).toBe("401: no-token");
		expect(says(guard, token({}))).toBe("fetch-keys");
		source.asked(0);
		source.fetched({ keys: [keyOf("k1")] }, 0);
		expect(says(guard, token({ scope: "write" }))).toBe("403: scope");
		expect(says(guard, token({ scope: "write read", jti: "1" }))).toBe("passed: ann");
		expect(says(guard, token({ scope: "write read", jti: "1" }))).toBe("401: replayed");
		expect(says(guard, token({ scope: "read", jti: "2" }), 500)).toBe("passed: ann");
		expect(says(guard, token({ exp: 400, jti: "3" }), 500)).toBe("401: expired");
	});

	it("fetches keys once for a new one, and not again for an invented one", () => {
		const source = createKeySource({ keptS: 600, betweenS: 30 });
		const guard = tokenGuard({ algorithms: ["HS256"] }, source);
		source.asked(0);
		source.fetched({ keys: [keyOf("k1")] }, 0);
		expect(says(guard, token({}, "newer"), 10)).toBe("401: unknown-key");
		expect(says(guard, token({}, "newer"), 30)).toBe("fetch-keys");
		source.asked(30);
		source.fetched({ keys: [keyOf("k1"), keyOf("newer")] }, 30);
		expect(says(guard, token({}, "newer"), 30)).toBe("passed: ann");
		expect(says(guard, token({}, "invented"), 31)).toBe("401: unknown-key");
	});

	it("asks for a key", () => {
		const { key, record } = issueApiKey(createStream(1, "shop", "keys"), "shop", { owner: "ann", scopes: ["read"] });
		const records = new Map([[record.id, record]]);
		expect(says(apiKeyGuard(records, ["read"]), [bearerField(key)])).toBe("passed: ann");
		expect(says(apiKeyGuard(records, ["write"]), [bearerField(key)])).toBe("403: scope");
		expect(says(apiKeyGuard(records), [])).toBe("401: no-key");
		expect(says(apiKeyGuard(new Map()), [bearerField(key)])).toBe("401: unknown");
	});

	it("asks for a certificate", () => {
		const guard = certificateGuard(["phone"]);
		const tell = (client?: ClientProof) => guard({ method: "GET", fields: [], ...(client && { client }) }, 0);
		expect(tell({ isVouchedFor: true, name: "phone" })).toEqual({ kind: "passed", subject: "phone", scopes: [] });
		expect(tell({ isVouchedFor: true, name: "tablet" })).toMatchObject({
			why: "not-allowed",
			refusal: { status: 403 },
		});
		expect(tell()).toMatchObject({ why: "no-certificate", refusal: { status: 403 } });
	});

	it("asks for a password", () => {
		const cheap = { memoryKib: 8, passes: 1, lanes: 1 };
		const guard = passwordGuard(new Map([["ann", hashPassword("secret", new Uint8Array(16), cheap) ?? ""]]));
		expect(says(guard, [basicField("ann", "secret")])).toBe("passed: ann");
		expect(says(guard, [basicField("ann", "guess")])).toBe("401: wrong");
		expect(says(guard, [])).toBe("401: no-password");
	});
});

describe("whoever needs a credential", () => {
	const renewals = () => createRenewals(createStream(1, "login", "renewals"), 10_000);

	it("logs in once, renews before the end, and waits while somebody does it", () => {
		const login = renewals();
		const holder = createCredentialHolder(30);
		expect(holder.step(0)).toEqual({ kind: "login" });
		expect(holder.step(0)).toEqual({ kind: "wait" });
		holder.given({ credential: "a", untilS: 300, renewal: login.begin("ann", 0) });
		expect(holder.step(269)).toEqual({ kind: "send", credential: "a" });
		const step = holder.step(270);
		const renewed = login.renew(step.kind === "renew" ? step.renewal : "", 270);
		holder.given({ credential: "b", untilS: 570, ...(renewed.ok ? { renewal: renewed.next } : {}) });
		expect(holder.step(271)).toEqual({ kind: "send", credential: "b" });
	});

	it("renews when a server says that it is over, once for all requests that were under way", () => {
		const holder = createCredentialHolder(0);
		holder.step(0);
		holder.given({ credential: "a", renewal: "r1" });
		holder.refused("a");
		expect(holder.step(1)).toEqual({ kind: "renew", renewal: "r1" });
		holder.given({ credential: "b", renewal: "r2" });
		holder.refused("a");
		expect(holder.step(2)).toEqual({ kind: "send", credential: "b" });
	});

	it("logs in again where it can't renew", () => {
		const holder = createCredentialHolder(0);
		holder.step(0);
		holder.given({ credential: "a", untilS: 10, renewal: "r1" });
		expect(holder.step(10).kind).toBe("renew");
		holder.failed();
		expect(holder.step(10)).toEqual({ kind: "login" });
		holder.failed();
		expect(holder.step(11)).toEqual({ kind: "login" });
	});
});
