import { afterEach, expect, test } from "vitest";
import { createClock } from "../clock.ts";
import { createTimers, type Timers } from "./timers.ts";

const open: Timers[] = [];

function timersOfTest(): Timers {
	const timers = createTimers(createClock());
	open.push(timers);
	return timers;
}

afterEach(async () => {
	await Promise.all(open.splice(0).map((timers) => timers.close()));
});

test("actions come in the order of their times, and those of one time as they were asked for", async () => {
	const timers = timersOfTest();
	const came: string[] = [];
	await new Promise<void>((done) => {
		timers.at(6e6, done);
		timers.at(4e6, () => came.push("late"));
		timers.at(2e6, () => came.push("first of two"));
		timers.at(2e6, () => came.push("second of two"));
		timers.at(-1, () => came.push("overdue"));
	});
	expect(came).toEqual(["overdue", "first of two", "second of two", "late"]);
});

test("an action never comes before its time", async () => {
	const timers = timersOfTest();
	const early: number[] = [];
	await Promise.all(
		Array.from({ length: 50 }, (_, n) => {
			const dueNs = timers.clock.now() + n * 200_000;
			return new Promise<void>((done) => {
				timers.at(dueNs, () => {
					if (timers.clock.now() < dueNs) early.push(n);
					done();
				});
			});
		}),
	);
	expect(early).toEqual([]);
});

test("a cancelled action does not come, and those behind it do", async () => {
	const timers = timersOfTest();
	const came: string[] = [];
	await new Promise<void>((done) => {
		timers.after(1e6, () => came.push("cancelled")).cancel();
		timers.after(2e6, () => came.push("kept"));
		timers.after(3e6, done);
	});
	expect(came).toEqual(["kept"]);
});

test("an action may ask for another that is due at once", async () => {
	const timers = timersOfTest();
	let depth = 0;
	await new Promise<void>((done) => {
		const again = (): void => {
			depth++;
			if (depth < 100) timers.after(0, again);
			else done();
		};
		timers.after(0, again);
	});
	expect(depth).toBe(100);
});
