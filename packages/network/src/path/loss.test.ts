import { createStream } from "@roundtrip/behaviour";
import { describe, expect, it } from "vitest";
import { createLoss, type LossSpec } from "./loss.ts";

function lost(spec: LossSpec, packets: number, seed = 1): boolean[] {
	const loss = createLoss(spec, createStream(seed, "link", "loss"));
	return Array.from({ length: packets }, (_, index) => loss.loses(index));
}

function share(fates: readonly boolean[]): number {
	return fates.filter(Boolean).length / fates.length;
}

/** The mean length of runs of lost packets. */
function meanBurst(fates: readonly boolean[]): number {
	const bursts = fates.filter((fate, at) => fate && !(fates[at - 1] ?? false)).length;
	return fates.filter(Boolean).length / bursts;
}

describe("loss on the way", () => {
	it("is as frequent as said, and independent, where it is random", () => {
		const fates = lost({ kind: "random", probability: 0.03 }, 200_000);
		expect(share(fates)).toBeCloseTo(0.03, 2);
		expect(meanBurst(fates)).toBeCloseTo(1 / 0.97, 1);
	});

	it("comes in bursts as long as the bad state lasts", () => {
		const fates = lost({ kind: "bursts", toBad: 0.01, toGood: 0.25 }, 400_000);
		// The chain is bad for toBad / (toBad + toGood) of the packets, four at a time.
		expect(share(fates)).toBeCloseTo(0.01 / 0.26, 2);
		expect(meanBurst(fates)).toBeGreaterThan(3.8);
		expect(meanBurst(fates)).toBeLessThan(4.2);
	});

	it("can lose in both states, with another probability in each", () => {
		const fates = lost({ kind: "bursts", toBad: 0.01, toGood: 0.04, lossInGood: 0.001, lossInBad: 0.3 }, 400_000);
		expect(share(fates)).toBeCloseTo(0.8 * 0.001 + 0.2 * 0.3, 2);
	});

	it("loses exactly the packets that were named", () => {
		const fates = lost({ kind: "packets", indices: [0, 3] }, 5);
		expect(fates).toEqual([true, false, false, true, false]);
	});

	it("loses the same packets for the same seed", () => {
		const spec = { kind: "random", probability: 0.2 } as const;
		expect(lost(spec, 500, 9)).toEqual(lost(spec, 500, 9));
		expect(lost(spec, 500, 9)).not.toEqual(lost(spec, 500, 10));
	});
});
