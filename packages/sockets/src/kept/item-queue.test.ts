import { expect, it } from "vitest";
import { createItemQueue } from "./item-queue.ts";

it("what is put in is taken out in its order, also what comes later, up to the end", async () => {
	const queue = createItemQueue<number>();
	queue.put(1);
	const taken: number[] = [];
	let left = 0;
	for await (const item of queue.items(() => left++)) {
		taken.push(item);
		if (item === 1) queueMicrotask(() => queue.put(2));
		else queue.end();
	}
	expect([taken, left]).toEqual([[1, 2], 1]);
});

it("what was put in before it fails is taken out still, and what comes after is not", async () => {
	const queue = createItemQueue<number>();
	queue.put(1);
	queue.fail(new Error("too slow"));
	queue.put(2);
	const items = queue.items(() => undefined);
	expect(await items.next()).toEqual({ done: false, value: 1 });
	await expect(items.next()).rejects.toThrow("too slow");
});

it("whoever wants no more is told of, even while it waits for nothing", async () => {
	const queue = createItemQueue<number>();
	let left = 0;
	queue.put(1);
	const items = queue.items(() => left++);
	await items.next();
	await items.return();
	expect(left).toBe(1);
});
