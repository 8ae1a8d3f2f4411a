import { describe, expect, it } from "vitest";
import { createStream } from "../../random/stream.ts";
import { checkSession } from "./check.ts";
import { createSessionStore } from "./store.ts";

const store = () => createSessionStore(createStream(1, "bank", "sessions"), { idleS: 100, absoluteS: 250 });

describe("a session", () => {
	it("gets another id at login, and the one before is worth nothing", () => {
		const sessions = store();
		const planted = sessions.begin(0);
		const id = sessions.login(planted, "ann", 10);
		expect(id).not.toBe(planted);
		expect(sessions.look(planted, 11)).toEqual({ ok: false, why: "unknown" });
		expect(sessions.look(id, 11)).toMatchObject({ ok: true, session: { user: "ann", beganS: 10 } });
		expect(sessions.size()).toBe(1);
	});

	it("ends when nobody comes for a while, and at last whoever comes", () => {
		const sessions = store();
		const idle = sessions.login(undefined, "ann", 0);
		const busy = sessions.login(undefined, "bob", 0);
		for (const nowS of [99, 198, 249]) expect(sessions.look(busy, nowS).ok).toBe(true);
		expect(sessions.look(idle, 100)).toEqual({ ok: false, why: "idle" });
		expect(sessions.look(busy, 250)).toEqual({ ok: false, why: "too-old" });
		expect(sessions.look(busy, 250)).toEqual({ ok: false, why: "unknown" });
	});

	it("ends at logout at once, and all of somebody's where they are revoked", () => {
		const sessions = store();
		const ids = [1, 2, 3].map((at) => sessions.login(undefined, at === 3 ? "bob" : "ann", at));
		sessions.logout(ids[0] ?? "");
		expect(sessions.look(ids[0] ?? "", 4).ok).toBe(false);
		expect(sessions.revoke("ann")).toBe(1);
		expect(ids.map((id) => sessions.look(id, 5).ok)).toEqual([false, false, true]);
	});

	it("is found by its cookie, and is nobody's before a login", () => {
		const sessions = store();
		const id = sessions.begin(0);
		const check = (cookie: string) => checkSession([["cookie", cookie]], sessions, 1);
		expect(check(`__Host-session=${id}`)).toEqual({ ok: false, why: "anonymous" });
		expect(check(`__Host-session=${sessions.login(id, "ann", 1)}`)).toMatchObject({ ok: true, user: "ann" });
		expect(check("session=x")).toEqual({ ok: false, why: "no-cookie" });
		expect(check("__Host-session=x")).toEqual({ ok: false, why: "unknown" });
	});

	it("has an id of 128 bits that the seed decides", () => {
		expect(store().begin(0)).toBe(store().begin(0));
		expect(store().begin(0)).toHaveLength(22);
	});
});
