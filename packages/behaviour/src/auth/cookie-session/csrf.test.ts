import { describe, expect, it } from "vitest";
import type { HeaderField } from "../../messages/http-message.ts";
import { createStream } from "../../random/stream.ts";
import { browserFields } from "./browser-fields.ts";
import type { BrowserRequest } from "./browser-request.ts";
import { checkSession } from "./check.ts";
import type { SameSite } from "./cookie.ts";
import { CSRF_FIELD, checkDoubleSubmit, checkOrigin, checkSessionToken, doubleSubmitToken } from "./csrf.ts";
import { SESSION_COOKIE, sessionField } from "./issue.ts";
import { createCookieJar } from "./jar.ts";
import type { Origin } from "./site.ts";
import { createSessionStore } from "./store.ts";

const BANK: Origin = { scheme: "https", host: "bank.example" };
const EVIL: Origin = { scheme: "https", host: "evil.example" };
const NEIGHBOUR: Origin = { scheme: "https", host: "blog.bank.example" };
const SECRET = new Uint8Array(32).fill(7);

type Request = Pick<BrowserRequest, "method" | "cause" | "page">;
const OWN_PAGE: Request = { method: "POST", cause: "subresource", page: BANK };
const FORGED = {
	form: { method: "POST", cause: "navigation", page: EVIL },
	script: { method: "POST", cause: "subresource", page: EVIL },
	picture: { method: "GET", cause: "subresource", page: EVIL },
	link: { method: "GET", cause: "navigation", page: EVIL },
	neighbour: { method: "POST", cause: "navigation", page: NEIGHBOUR },
} as const satisfies Readonly<Record<string, Request>>;

/** Somebody is logged in at the bank; then a page makes their browser send this. */
function arrives(sameSite: SameSite, request: Request) {
	const store = createSessionStore(createStream(1, "bank", "sessions"), { idleS: 1_800, absoluteS: 28_800 });
	const jar = createCookieJar();
	const id = store.login(undefined, "ann", 0);
	const own: BrowserRequest = { ...OWN_PAGE, target: BANK, path: "/login" };
	jar.take(sessionField(id, { ...SESSION_COOKIE, sameSite })[1], own, 0);
	const fields = browserFields({ ...request, target: BANK, path: "/transfers" }, jar, 60);
	return { fields, check: checkSession(fields, store, 60), id };
}

describe("a forged request arrives in its victim's name", () => {
	it.each<[SameSite, keyof typeof FORGED, boolean]>([
		["None", "form", true],
		["None", "script", true],
		["None", "picture", true],
		["None", "link", true],
		["None", "neighbour", true],
		["Lax", "form", false],
		["Lax", "script", false],
		["Lax", "picture", false],
		["Lax", "link", true],
		["Lax", "neighbour", true],
		["Strict", "form", false],
		["Strict", "script", false],
		["Strict", "picture", false],
		["Strict", "link", false],
		["Strict", "neighbour", true],
	])("SameSite=%s, by a %s: %s", (sameSite, way, isBelieved) => {
		expect(arrives(sameSite, FORGED[way]).check.ok).toBe(isBelieved);
	});

	it("and so does what a page of the bank asks for, whatever the cookie says", () => {
		for (const sameSite of ["None", "Lax", "Strict"] as const) expect(arrives(sameSite, OWN_PAGE).check.ok).toBe(true);
	});
});

const brings = (fields: readonly HeaderField[], token: string): readonly HeaderField[] => [
	...fields,
	[CSRF_FIELD, token],
];

describe("a server that looks closer", () => {
	it("asks for the session's token, which another site's page can't read", () => {
		const { fields, check } = arrives("None", OWN_PAGE);
		const expected = check.ok ? check.session.csrfToken : "";
		expect(checkSessionToken("POST", brings(fields, expected), expected)).toBeUndefined();
		expect(checkSessionToken("POST", fields, expected)).toBe("no-token");
		expect(checkSessionToken("POST", brings(fields, "guess"), expected)).toBe("wrong-token");
		expect(checkSessionToken("GET", fields, expected)).toBeUndefined();
	});

	it("asks for a token twice, signed for this session", () => {
		const { fields, id } = arrives("None", OWN_PAGE);
		const token = doubleSubmitToken(SECRET, id, new Uint8Array(16));
		const tell = (field: string, cookie: string | undefined, session = id) =>
			checkDoubleSubmit("POST", brings(fields, field), { cookie, session, secret: SECRET });
		expect(tell(token, token)).toBeUndefined();
		expect(tell(token, undefined)).toBe("no-token");
		expect(tell(token, "other")).toBe("wrong-token");
		// A neighbour can plant a cookie of its own, but can't sign it for this session.
		const planted = doubleSubmitToken(SECRET, "neighbour's session", new Uint8Array(16));
		expect(tell(planted, planted)).toBe("wrong-token");
		expect(tell("x.y", "x.y")).toBe("wrong-token");
	});

	it("believes what the browser says of the page", () => {
		const own = "https://bank.example";
		expect(checkOrigin("POST", arrives("None", OWN_PAGE).fields, own)).toBeUndefined();
		expect(checkOrigin("POST", arrives("None", FORGED.form).fields, own)).toBe("other-origin");
		expect(checkOrigin("POST", arrives("Strict", FORGED.neighbour).fields, own)).toBe("other-origin");
		// An old browser sends Origin only.
		expect(checkOrigin("POST", [["origin", own]], own)).toBeUndefined();
		expect(checkOrigin("POST", [["origin", "null"]], own)).toBe("other-origin");
		expect(checkOrigin("POST", [], own)).toBe("no-origin");
		// What changes something must not be a GET: no guard stands before it.
		expect(checkOrigin("GET", arrives("None", FORGED.picture).fields, own)).toBeUndefined();
	});
});
