import { expect, test } from "vitest";
import { createLocks } from "./locks.ts";
import { createPool } from "./pool.ts";

test("who comes first holds it, and the others get it in their order", () => {
	const locks = createLocks();
	expect(["a", "b", "c", "a"].map((owner) => locks.take(owner, "x"))).toEqual(["granted", "waits", "waits", "granted"]);
	expect(locks.release("a")).toEqual(["b"]);
	expect(locks.release("c")).toEqual([]);
	expect(locks.release("b")).toEqual([]);
	expect(locks.take("d", "x")).toBe("granted");
});

test("who would wait for somebody who waits for it is told at once, over however many others", () => {
	const locks = createLocks();
	for (const owner of ["a", "b", "c"]) expect(locks.take(owner, owner)).toBe("granted");
	expect(locks.take("a", "b")).toBe("waits");
	expect(locks.take("b", "c")).toBe("waits");
	expect(locks.take("c", "a")).toBe("deadlock");
	expect(locks.release("c")).toEqual(["b"]);
	expect(locks.release("b")).toEqual(["a"]);
});

test("a crash gives all of it back", () => {
	const locks = createLocks();
	locks.take("a", "x");
	locks.take("b", "x");
	locks.reset();
	expect(locks.take("c", "x")).toBe("granted");
});

test("a pool gives as many connections as it has, then each to who has waited longest", () => {
	const pool = createPool<string>(2);
	expect(["a", "b", "c", "d", "e"].map((waiter) => pool.take(waiter))).toEqual([true, true, false, false, false]);
	expect(pool.leave("d")).toBe(true);
	expect(pool.leave("d")).toBe(false);
	expect([pool.give(), pool.give(), pool.give(), pool.give()]).toEqual(["c", "e", undefined, undefined]);
	expect(pool.take("f")).toBe(true);
});
