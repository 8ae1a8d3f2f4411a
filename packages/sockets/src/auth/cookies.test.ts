import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { fetch, getSetCookies } from "undici";
import { expect, test } from "vitest";
import type { Cookie } from "../../../behaviour/src/auth/cookie-session/cookie.ts";
import { cookieValue } from "../../../behaviour/src/auth/cookie-session/cookie-field.ts";
import { sessionField } from "../../../behaviour/src/auth/cookie-session/issue.ts";
import { createCookieJar } from "../../../behaviour/src/auth/cookie-session/jar.ts";
import { parseSetCookie, setCookie } from "../../../behaviour/src/auth/cookie-session/set-cookie.ts";

const cookies: fc.Arbitrary<Cookie> = fc.record(
	{
		name: fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/),
		value: fc.stringMatching(/^[A-Za-z0-9+/=_-]{0,40}$/),
		domain: fc.constantFrom("shop.example", "a.shop.example"),
		path: fc.constantFrom("/", "/cart"),
		maxAgeS: fc.nat({ max: 1e9 }),
		expiresS: fc.integer({ min: 0, max: 4e9 }),
		secure: fc.constant(true as const),
		httpOnly: fc.constant(true as const),
		sameSite: fc.constantFrom("None" as const, "Lax" as const, "Strict" as const),
	},
	{ requiredKeys: ["name", "value"] },
);

test("undici reads the cookies that are written here as they are read here", () => {
	fc.assert(
		fc.property(cookies, (cookie) => {
			const field = setCookie(cookie);
			const [read] = getSetCookies(new Headers({ "set-cookie": field }) as never);
			const { maxAge, expires, name, value, ...rest } = read ?? expect.fail(field);
			const own = parseSetCookie(field);
			expect({
				...{ name, value: value ?? "", ...rest },
				...(maxAge === undefined ? {} : { maxAgeS: maxAge }),
				...(expires === undefined ? {} : { expiresS: Number(expires) / 1_000 }),
			}).toEqual(own);
		}),
		{ seed: 561, numRuns: 300 },
	);
});

test("a session's cookie goes to Node's server and comes back", async () => {
	const server = createServer((request, response) => {
		const fields = [["cookie", request.headers.cookie ?? ""]] as const;
		if (request.url === "/login") response.setHeader(...sessionField("abc"));
		response.end(cookieValue(fields, "__Host-session") ?? "nobody");
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const origin = { scheme: "https", host: "shop.example" } as const;
	const asking = { method: "GET", target: origin, path: "/", page: origin, cause: "navigation" } as const;
	const jar = createCookieJar();
	const ask = async (path: string): Promise<string> => {
		const field = jar.field(asking, 0);
		const response = await fetch(`http://127.0.0.1:${port}${path}`, {
			headers: field === undefined ? {} : [[...field]],
		});
		for (const set of response.headers.getSetCookie()) jar.take(set, asking, 0);
		return response.text();
	};
	expect([await ask("/"), await ask("/login"), await ask("/")]).toEqual(["nobody", "nobody", "abc"]);
	server.closeAllConnections();
	server.close();
});
