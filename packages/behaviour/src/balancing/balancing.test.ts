import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBalancing } from "./balancing.ts";

const SERVERS = ["a", "b", "c"];
const balancing = (by: "turn" | "least" | "client", rest = 10) => createBalancing({ of: SERVERS, by, rest });
const first = (chosen: readonly string[]): string | undefined => chosen[0];

describe("a balancer chooses", () => {
	it("one after the other, and names the others behind it", () => {
		const turns = balancing("turn");
		expect([1, 2, 3, 4].map(() => first(turns.choose("ann", 0)))).toEqual(["a", "b", "c", "a"]);
		expect(turns.choose("ann", 0)).toEqual(["b", "c", "a"]);
	});

	it("the one with the fewest requests under way", () => {
		const least = balancing("least");
		least.asks("a");
		least.asks("b");
		expect(first(least.choose("ann", 0))).toBe("c");
		least.asks("c");
		least.asks("c");
		least.ended("b", false, 0);
		expect(first(least.choose("ann", 0))).toBe("b");
	});

	it("the same one for the same client, whoever else asks", () => {
		fc.assert(
			fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 20 }), (clients) => {
				const sticky = balancing("client");
				const seen = new Map(clients.map((client) => [client, first(sticky.choose(client, 0))]));
				for (const client of clients) expect(first(sticky.choose(client, 0))).toBe(seen.get(client));
			}),
		);
	});

	it("clients of different names over all of its servers", () => {
		const sticky = balancing("client");
		const chosen = Array.from({ length: 30 }, (_, nth) => first(sticky.choose(`client-${nth}`, 0)));
		expect(new Set(chosen)).toEqual(new Set(SERVERS));
	});
});

describe("a server that failed", () => {
	it("rests for its time, and is asked again after it", () => {
		const turns = balancing("turn", 10);
		turns.asks("a");
		turns.ended("a", true, 5);
		expect([6, 7, 8].map((now) => turns.choose("ann", now))).not.toContainEqual(expect.arrayContaining(["a"]));
		expect(turns.choose("ann", 15)).toContain("a");
	});

	it("is asked all the same where no other is left", () => {
		const turns = balancing("turn", 10);
		for (const server of SERVERS) turns.ended(server, true, 0);
		expect(turns.choose("ann", 1).toSorted()).toEqual(SERVERS);
	});

	it("is forgotten where the balancer dies", () => {
		const turns = balancing("turn", 10);
		turns.choose("ann", 0);
		turns.ended("a", true, 0);
		turns.reset();
		expect(turns.choose("ann", 1)).toEqual(SERVERS);
	});
});
