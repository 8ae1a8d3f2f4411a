import { fc, test } from "@fast-check/vitest";
import { expect, test as it } from "vitest";
import { ByteQueue } from "./byte-queue.ts";

const seed = 20_261_121;

test.prop([fc.array(fc.uint8Array({ maxLength: 40 })), fc.array(fc.nat(600))], { seed })(
	"whatever positions are asked for, the bytes come out once each and in order",
	(chunks, positions) => {
		const queue = new ByteQueue();
		for (const chunk of chunks) queue.add(chunk);
		const parts = [...positions, queue.in].flatMap((position) => queue.takeUntil(position));
		expect(Buffer.concat(parts)).toEqual(Buffer.concat(chunks));
		expect(queue.out).toBe(queue.in);
	},
);

it("what may go at one time goes together, and is told once", () => {
	const queue = new ByteQueue();
	const told: { timeNs: number; position: number }[] = [];
	for (const [position, timeNs] of [
		[10, 1],
		[20, 1],
		[30, 2],
	] as const) {
		queue.letGo(position, timeNs, (due) => told.push(due));
	}
	expect(told).toEqual([
		{ timeNs: 1, position: 20 },
		{ timeNs: 2, position: 30 },
	]);
});
