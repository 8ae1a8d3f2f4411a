import { describe, expect, it } from "vitest";
import { createStream } from "../random/stream.ts";
import { keyField } from "./api-key/field.ts";
import { issueApiKey } from "./api-key/issue.ts";
import type { AuthScheme } from "./challenge.ts";
import { browserFields } from "./cookie-session/browser-fields.ts";
import type { BrowserRequest } from "./cookie-session/browser-request.ts";
import { sessionField } from "./cookie-session/issue.ts";
import { createCookieJar } from "./cookie-session/jar.ts";
import { createSessionStore } from "./cookie-session/store.ts";
import { type AuthCost, type AuthFacts, fieldBytes, USUAL_FACTS } from "./descriptor.ts";
import { checkClient } from "./mutual-tls/check.ts";
import { authDescriptors } from "./registry.ts";

function costOf(scheme: AuthScheme, over: Partial<AuthFacts> = {}): AuthCost {
	const descriptor = authDescriptors.find((each) => each.scheme === scheme);
	return descriptor?.cost({ ...USUAL_FACTS, ...over }) ?? expect.fail(scheme);
}

describe("what a scheme costs", () => {
	it.each<[AuthScheme, number, number, number]>([
		["password", 47, 100, 16],
		["cookie-session", 47, 73, 37],
		["jwt", 310, 43, 329],
		["api-key", 83, 51, 70],
		["mutual-tls", 0, 0, 446],
	])("%s: %i bytes with each request, %i on the server, %i on the client", (scheme, request, server, client) => {
		expect(costOf(scheme)).toMatchObject({ requestBytes: request, serverBytes: server, clientBytes: client });
	});

	it("for a session: the bytes that a browser sends", () => {
		const store = createSessionStore(createStream(1, "shop", "sessions"), { idleS: 60, absoluteS: 60 });
		const jar = createCookieJar();
		const origin = { scheme: "https", host: "shop.example" } as const;
		const asking: BrowserRequest = { method: "GET", target: origin, path: "/", page: origin, cause: "navigation" };
		jar.take(sessionField(store.begin(0))[1], asking, 0);
		const [cookie = expect.fail("no cookie")] = browserFields(asking, jar, 0);
		expect(fieldBytes(cookie)).toBe(costOf("cookie-session").requestBytes);
	});

	it("for a key: the bytes of one that was issued", () => {
		const { key } = issueApiKey(createStream(1, "shop", "keys"), "shop_live", { owner: "ann", scopes: [] });
		expect(fieldBytes(keyField(key))).toBe(costOf("api-key").requestBytes);
	});

	it("for a token: signatures differ by 192 bytes in 256, four letters for three", () => {
		const [small, large] = (["ES256", "RS256"] as const).map((algorithm) => costOf("jwt", { algorithm }).requestBytes);
		expect((large ?? 0) - (small ?? 0)).toBe(342 - 86);
	});
});

describe("a client with a certificate", () => {
	it("may ask where it is vouched for, and one of those that may", () => {
		expect(checkClient({ isVouchedFor: true, name: "phone" }, ["phone"])).toEqual({ ok: true, name: "phone" });
		expect(checkClient({ isVouchedFor: true, name: "tablet" }, ["phone"])).toMatchObject({ why: "not-allowed" });
		expect(checkClient({ isVouchedFor: false, name: "phone" }, ["phone"])).toMatchObject({ why: "not-vouched-for" });
		expect(checkClient({ isVouchedFor: false }, ["phone"])).toMatchObject({ why: "no-certificate" });
	});
});
