import { createPipe } from "@roundtrip/behaviour";
import { createKernel } from "@roundtrip/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Direction, type DirectionSpec, LOST_BY_CHANCE, LOST_IN_QUEUE, PASSED } from "./direction.ts";

interface Arrival {
	readonly number: number;
	readonly ns: number;
}

/** Packets of these sizes are offered at these times; what arrives is written down. */
function play(spec: DirectionSpec, delayNs: number, packets: readonly (readonly [number, number])[], seed = 1) {
	const kernel = createKernel();
	const direction = new Direction(kernel, spec, delayNs, seed, "test");
	const arrivals: Arrival[] = [];
	const fates: number[] = [];
	const offer = kernel.register((number, bytes) => {
		fates.push(direction.offer({ bytes, arrive: () => arrivals.push({ number, ns: kernel.now }) }));
	});
	for (const [at, [ns, bytes]] of packets.entries()) kernel.at(ns, offer, at, bytes);
	kernel.run();
	return { arrivals, fates, direction };
}

const packets = fc
	.array(fc.tuple(fc.integer({ min: 0, max: 2_000_000 }), fc.integer({ min: 40, max: 1_500 })), { maxLength: 60 })
	.map((list) => list.sort(([a], [b]) => a - b));

describe("a direction of a path", () => {
	it("is the pipe of whole messages, packet by packet", () => {
		fc.assert(
			fc.property(packets, fc.integer({ min: 100_000, max: 1_000_000_000 }), (list, rate) => {
				const pipe = createPipe(5_000_000, rate);
				const expected = list.map(([ns, bytes]) => pipe.transmit(ns, bytes));
				expect(play({ rate }, 5_000_000, list).arrivals.map(({ ns }) => ns)).toEqual(expected);
			}),
			{ seed: 5 },
		);
	});

	it("keeps the order of packets, whatever the jitter", () => {
		fc.assert(
			fc.property(packets, fc.integer({ min: 1, max: 20_000_000 }), (list, jitterNs) => {
				const { arrivals } = play({ jitterNs }, 1_000_000, list);
				expect(arrivals.map(({ number }) => number)).toEqual(list.map((_, at) => at));
				for (const { number, ns } of arrivals) {
					const sentNs = list[number]?.[0] ?? 0;
					expect(ns).toBeGreaterThanOrEqual(sentNs + 1_000_000);
				}
			}),
			{ seed: 6 },
		);
	});

	it("loses the packet that finds the queue full, the one being sent counted", () => {
		const burst = Array.from({ length: 5 }, () => [0, 1_250] as const);
		const { fates, arrivals, direction } = play({ rate: 10_000_000, queuePackets: 3 }, 0, burst);
		expect(fates).toEqual([PASSED, PASSED, PASSED, LOST_IN_QUEUE, LOST_IN_QUEUE]);
		expect(arrivals.map(({ ns }) => ns)).toEqual([1_000_000, 2_000_000, 3_000_000]);
		expect(direction.overflowPackets).toBe(2);
		expect(direction.longestQueue).toBe(3);
	});

	it("has room again when a packet has been sent", () => {
		const { fates } = play({ rate: 10_000_000, queuePackets: 1 }, 9_000_000, [
			[0, 1_250],
			[999_999, 1_250],
			[1_000_000, 1_250],
		]);
		expect(fates).toEqual([PASSED, LOST_IN_QUEUE, PASSED]);
	});

	it("loses before the queue: a lost packet takes no time to send", () => {
		const { fates, arrivals } = play({ rate: 10_000_000, loss: { kind: "packets", indices: [0] } }, 0, [
			[0, 1_250],
			[0, 1_250],
		]);
		expect(fates).toEqual([LOST_BY_CHANCE, PASSED]);
		expect(arrivals).toEqual([{ number: 1, ns: 1_000_000 }]);
	});
});
