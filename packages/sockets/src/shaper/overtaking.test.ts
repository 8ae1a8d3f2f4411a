import { describe, expect, it } from "vitest";
import { createOvertaking, type Way } from "./overtaking.ts";
import type { Timers } from "./timers.ts";

/** Timers that ring when they are told the time. */
function handDriven(): { readonly timers: Timers; ring(untilNs: number): void } {
	let nowNs = 0;
	let waiting: { readonly atNs: number; readonly action: () => void }[] = [];
	const at: Timers["at"] = (atNs, action) => {
		const entry = { atNs, action };
		waiting.push(entry);
		return {
			cancel() {
				waiting = waiting.filter((each) => each !== entry);
			},
		};
	};
	return {
		timers: {
			...{ at, after: (delayNs, action) => at(nowNs + delayNs, action), close: () => Promise.resolve() },
			clock: { startAt: () => undefined, now: () => nowNs, onMachine: (timeNs) => BigInt(timeNs) },
		},
		ring(untilNs) {
			nowNs = untilNs;
			for (const { atNs, action } of [...waiting]) if (atNs <= untilNs) action();
		},
	};
}

describe("a message that waits to be overtaken", () => {
	const held = (way: Way, sinceNs: number, before: readonly number[] = []) => {
		const { timers, ring } = handDriven();
		const overtaking = createOvertaking(timers);
		for (const atNs of before) overtaking.delivered(way, atNs);
		const left: number[] = [];
		overtaking.hold(way, sinceNs, 1_000, (atNs) => left.push(atNs));
		return { overtaking, ring, left };
	};

	it("leaves when another of its direction has come, and once", () => {
		const { overtaking, ring, left } = held("request", 100);
		overtaking.delivered("response", 150);
		expect(left).toEqual([]);
		overtaking.delivered("request", 200);
		overtaking.delivered("request", 300);
		ring(5_000);
		expect(left).toEqual([200]);
	});

	it("leaves at the end of its time where none comes", () => {
		const { ring, left } = held("request", 100);
		ring(1_099);
		expect(left).toEqual([]);
		ring(1_100);
		expect(left).toEqual([1_100]);
	});

	it("leaves at once where one has come since it would have left", () => {
		expect(held("response", 100, [50, 130, 140]).left).toEqual([130]);
		expect(held("response", 100, [50, 100]).left).toEqual([]);
		expect(held("response", 100, [1_200]).left).toEqual([]);
	});
});
