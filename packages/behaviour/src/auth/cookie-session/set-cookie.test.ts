import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cookie } from "./cookie.ts";
import { cookieDate, parseCookieDate } from "./cookie-date.ts";
import { endField, sessionField } from "./issue.ts";
import { parseSetCookie, setCookie } from "./set-cookie.ts";

const cookies: fc.Arbitrary<Cookie> = fc.record(
	{
		name: fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/),
		value: fc.stringMatching(/^[A-Za-z0-9+/=_-]{0,40}$/),
		domain: fc.constantFrom("shop.example", "a.shop.example"),
		path: fc.constantFrom("/", "/cart"),
		maxAgeS: fc.integer({ min: -10, max: 1e9 }),
		expiresS: fc.integer({ min: 0, max: 4e9 }),
		secure: fc.constant(true as const),
		httpOnly: fc.constant(true as const),
		sameSite: fc.constantFrom("None" as const, "Lax" as const, "Strict" as const),
	},
	{ requiredKeys: ["name", "value"] },
);

describe("a Set-Cookie field", () => {
	it("says all that is known of a cookie", () => {
		const cookie: Cookie = {
			...{ name: "id", value: "a3", path: "/", maxAgeS: 60, expiresS: 784_111_777, domain: "shop.example" },
			...{ secure: true, httpOnly: true, sameSite: "Strict" },
		};
		expect(setCookie(cookie)).toBe(
			"id=a3; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Max-Age=60; Domain=shop.example; Path=/; Secure; HttpOnly; SameSite=Strict",
		);
	});

	it("is read as it was written", () => {
		fc.assert(
			fc.property(cookies, (cookie) => {
				expect(parseSetCookie(setCookie(cookie))).toEqual(cookie);
			}),
			{ seed: 521, numRuns: 500 },
		);
	});

	it("never makes its reader throw", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
				parseSetCookie(text);
				parseCookieDate(text);
			}),
			{ seed: 522, numRuns: 1_000 },
		);
	});

	it("that carries letters with which another field could begin is our own fault", () => {
		for (const value of ["a\r\nset-cookie: b", "a;b", "a b", "ü"]) {
			expect(() => setCookie({ name: "id", value })).toThrow(RangeError);
		}
		expect(() => setCookie({ name: "", value: "a" })).toThrow(RangeError);
	});

	it.each<[string, Cookie | undefined]>([
		[
			"id=1; domain=.Shop.Example; PATH=/a; secure; httponly; samesite=lax",
			{
				...{
					name: "id",
					value: "1",
					domain: "shop.example",
					path: "/a",
					secure: true,
					httpOnly: true,
					sameSite: "Lax",
				},
			},
		],
		["id=1; Path=/a; Path=/b", { name: "id", value: "1", path: "/b" }],
		["id=1; Path=a; Max-Age=soon; Expires=never; SameSite=Sometimes; New=1", { name: "id", value: "1" }],
		["  id = 1 ; Max-Age = -1", { name: "id", value: "1", maxAgeS: -1 }],
		["id=a=b", { name: "id", value: "a=b" }],
		["only", { name: "", value: "only" }],
		["=", undefined],
		["id=\u0000", undefined],
		[`id=${"a".repeat(4_095)}`, undefined],
		[`id=1; Path=/${"a".repeat(1_024)}`, { name: "id", value: "1" }],
	])("%j is read as browsers do", (text, cookie) => expect(parseSetCookie(text)).toEqual(cookie));
});

describe("the date of a cookie", () => {
	it.each<[string, number | undefined]>([
		["Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777],
		["Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777],
		["Sun Nov  6 08:49:37 1994", 784_111_777],
		["08:49:37 6 november 1994", 784_111_777],
		["1 Jan 70 00:00:00", 0],
		["1 Jan 69 0:0:0", 3_124_224_000],
		["31 Feb 2026 00:00:00", undefined],
		["1 Jan 1600 00:00:00", undefined],
		["1 Jan 2026 24:00:00", undefined],
		["1 Jan 2026", undefined],
		["tomorrow", undefined],
	])("%j", (text, atS) => expect(parseCookieDate(text)).toBe(atS));

	it("is read as it was written, until the year 9999", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (atS) => {
				expect(parseCookieDate(cookieDate(atS))).toBe(atS);
			}),
			{ seed: 523, numRuns: 500 },
		);
	});
});

describe("a session's cookie", () => {
	it("belongs to its host alone, is hidden from scripts, and never goes in the clear", () => {
		expect(sessionField("abc")).toEqual(["set-cookie", "__Host-session=abc; Path=/; Secure; HttpOnly; SameSite=Lax"]);
		expect(endField()[1]).toBe("__Host-session=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax");
	});
});
