import { describe, expect, it } from "vitest";
import { keptToken, takeToken } from "./token.ts";

function page(href: string) {
	const kept = new Map<string, string>();
	const shown: string[] = [];
	const storage = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => kept.set(key, value),
	} as unknown as Storage;
	const history = { state: null, replaceState: (_: unknown, __: string, to: URL) => shown.push(to.href) };
	takeToken({ href } as Location, history as unknown as History, storage);
	return { storage, shown };
}

describe("the token of the lab server", () => {
	it("moves from the address into the tab's storage, and the rest of the address stays", () => {
		const { storage, shown } = page("http://127.0.0.1:4400/?token=abc&x=1#/lab/lost-reply?seed=7");
		expect(keptToken(storage)).toBe("abc");
		expect(shown).toEqual(["http://127.0.0.1:4400/?x=1#/lab/lost-reply?seed=7"]);
	});

	it("is not there where the address has none, and the address is left alone", () => {
		const { storage, shown } = page("https://example.org/lab/#/");
		expect(keptToken(storage)).toBeUndefined();
		expect(shown).toEqual([]);
	});
});
