import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BrowserRequest } from "./browser-request.ts";
import { cookieValue } from "./cookie-field.ts";
import { createCookieJar } from "./jar.ts";
import type { Origin } from "./site.ts";
import { relationOf } from "./site.ts";

const SHOP: Origin = { scheme: "https", host: "shop.example" };
const PLAIN: Origin = { scheme: "http", host: "shop.example" };
const BELOW: Origin = { scheme: "https", host: "a.shop.example" };
const EVIL: Origin = { scheme: "https", host: "evil.example" };

function asking(over: Partial<BrowserRequest> = {}): BrowserRequest {
	return { method: "GET", target: SHOP, path: "/", page: SHOP, cause: "navigation", ...over };
}

function sent(set: readonly string[], request: Partial<BrowserRequest>, from: Partial<BrowserRequest> = {}) {
	const jar = createCookieJar();
	for (const field of set) jar.take(field, asking(from), 0);
	return jar.field(asking(request), 1)?.[1];
}

describe("how far apart two origins are", () => {
	it.each<[Origin, Origin, string]>([
		[SHOP, { ...SHOP }, "same-origin"],
		[SHOP, { ...SHOP, port: 8443 }, "same-site"],
		[SHOP, BELOW, "same-site"],
		[SHOP, PLAIN, "cross-site"],
		[SHOP, EVIL, "cross-site"],
		[{ scheme: "http", host: "10.0.0.1" }, { scheme: "http", host: "11.0.0.1" }, "cross-site"],
	])("%j and %j: %s", (one, other, relation) => expect(relationOf(one, other)).toBe(relation));
});

describe("a browser sends its cookies", () => {
	it("to the host that set them, and with a domain to all below it", () => {
		expect(sent(["id=1"], {})).toBe("id=1");
		expect(sent(["id=1"], { target: BELOW })).toBeUndefined();
		expect(sent(["id=1; Domain=shop.example"], { target: BELOW })).toBe("id=1");
		expect(
			sent(["id=1; Domain=shop.example"], { target: { scheme: "https", host: "myshop.example" } }),
		).toBeUndefined();
	});

	it("to a host of one label alone, also where it is named as the domain", () => {
		const bank: Origin = { scheme: "https", host: "bank" };
		const of = (target: Origin) => sent(["id=1; Domain=bank"], { target, page: target }, { target: bank, page: bank });
		expect([of(bank), of({ scheme: "https", host: "a.bank" })]).toEqual(["id=1", undefined]);
	});

	it("to the path that they were set for, and to what lies in it", () => {
		const cookie = ["id=1; Path=/cart"];
		const to = (path: string): string | undefined => sent(cookie, { path });
		expect(["/cart", "/cart/", "/cart/2"].map(to)).toEqual(["id=1", "id=1", "id=1"]);
		expect(["/", "/carts", "/Cart"].map(to)).toEqual([undefined, undefined, undefined]);
		expect(sent(["id=1"], { path: "/a/c" }, { path: "/a/b" })).toBe("id=1");
		expect(sent(["id=1"], { path: "/c" }, { path: "/a/b" })).toBeUndefined();
	});

	it("never in the clear where they are secure", () => {
		expect(sent(["id=1; Secure"], { target: PLAIN, page: PLAIN })).toBeUndefined();
		expect(sent(["id=1"], { target: PLAIN, page: PLAIN })).toBe("id=1");
	});

	it("longest path first, then the one that was set first", () => {
		expect(sent(["a=1", "b=2; Path=/x", "c=3"], { path: "/x" })).toBe("b=2; a=1; c=3");
		const again = ["a=1; Path=/", "c=3; Path=/", "a=2; Path=/"];
		expect(sent(again, {})).toBe("a=2; c=3");
	});

	it("until they end, Max-Age before Expires", () => {
		const jar = createCookieJar();
		jar.take("id=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:01 GMT", asking(), 0);
		expect(jar.field(asking(), 59)).toEqual(["cookie", "id=1"]);
		expect(jar.field(asking(), 60)).toBeUndefined();
		jar.take("id=1; Max-Age=1000000000", asking(), 100);
		expect(jar.size(100 + 34_560_000 - 1)).toBe(1);
		expect(jar.size(100 + 34_560_000)).toBe(0);
	});

	it("that say nothing of other sites, with forms of those for two minutes", () => {
		const jar = createCookieJar();
		jar.take("new=1; Path=/", asking(), 0);
		jar.take("lax=1; Path=/; SameSite=Lax", asking(), 0);
		const form = asking({ method: "POST", page: EVIL });
		expect(jar.field(form, 119)?.[1]).toBe("new=1");
		expect(jar.field(form, 120)).toBeUndefined();
		expect(jar.field(asking({ page: EVIL }), 120)?.[1]).toBe("new=1; lax=1");
	});

	it("to third parties, unless it is a browser that doesn't", () => {
		const picture = asking({ page: EVIL, cause: "subresource" });
		for (const sendsToThirdParties of [true, false]) {
			const jar = createCookieJar({ sendsToThirdParties });
			jar.take("id=1; Secure; SameSite=None", asking(), 0);
			expect(jar.field(picture, 1) !== undefined).toBe(sendsToThirdParties);
			expect(jar.field(asking({ page: EVIL }), 1)?.[1]).toBe("id=1");
		}
	});

	it("not any more when the server takes them away", () => {
		expect(sent(["id=1; Path=/", "id=; Path=/; Max-Age=0"], {})).toBeUndefined();
	});
});

describe("a browser doesn't keep a cookie", () => {
	it.each<[string, Partial<BrowserRequest>, string]>([
		["id=1; Domain=evil.example", {}, "domain"],
		["id=1; Domain=example", {}, "domain"],
		["id=1; Domain=a.shop.example", {}, "domain"],
		["id=1; Secure", { target: PLAIN }, "insecure"],
		["id=1; SameSite=None", {}, "insecure"],
		["__Host-id=1; Secure", {}, "prefix"],
		["__Host-id=1; Path=/", {}, "prefix"],
		["__host-id=1; Secure; Path=/; Domain=shop.example", {}, "prefix"],
		["__Secure-id=1", {}, "prefix"],
		["=__Host-id=1; Secure; Path=/", {}, "prefix"],
		["id=1; SameSite=Strict", { page: EVIL, cause: "subresource" }, "cross-site"],
		["id=1", { page: EVIL, cause: "subresource" }, "cross-site"],
		["id=\u007f", {}, "malformed"],
	])("%j", (field, request, why) => {
		const jar = createCookieJar();
		expect(jar.take(field, asking(request), 0)).toBe(why);
		expect(jar.size(0)).toBe(0);
	});

	it("of a plain connection in the place of a secure one", () => {
		const jar = createCookieJar();
		expect(jar.take("__Host-id=1; Secure; Path=/", asking(), 0)).toBeUndefined();
		jar.take("id=1; Secure; Path=/; Domain=shop.example", asking(), 0);
		expect(jar.take("id=2; Path=/cart", asking({ target: PLAIN, page: PLAIN }), 1)).toBe("insecure");
		expect(jar.field(asking({ path: "/cart" }), 2)?.[1]).toBe("__Host-id=1; id=1");
	});

	it("beyond 50 for a host: the one goes that wasn't used for longest", () => {
		const jar = createCookieJar();
		for (let n = 0; n < 51; n++) jar.take(`c${n}=1; Path=/`, asking(), n);
		expect(jar.size(51)).toBe(50);
		expect(jar.field(asking(), 51)?.[1]).not.toContain("c0=");
	});
});

describe("the cookies of a request", () => {
	it("are found by their names, the first where one comes twice", () => {
		const fields = [["cookie", "a=1; id=2; id=3; b"]] as const;
		expect(cookieValue(fields, "id")).toBe("2");
		expect(cookieValue(fields, "b")).toBeUndefined();
		expect(cookieValue([], "id")).toBeUndefined();
	});

	it("are what was set", () => {
		const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 20 });
		fc.assert(
			fc.property(names, fc.stringMatching(/^[A-Za-z0-9_=-]{1,20}$/), (all, value) => {
				const jar = createCookieJar();
				for (const name of all) jar.take(`${name}=${value}; Path=/`, asking(), 0);
				const field = jar.field(asking(), 1);
				for (const name of all) expect(cookieValue(field === undefined ? [] : [field], name)).toBe(value);
			}),
			{ seed: 524, numRuns: 200 },
		);
	});
});
