import { PLAIN_LINK } from "@roundtrip/model";
import { expect, test } from "vitest";
import { pathSpecOf } from "./path-spec.ts";

const spec = (more: object) =>
	pathSpecOf("phone -> bank", { ...PLAIN_LINK, rtt: 40e6, ...more }, 7, { request: {}, response: {} });

test("a path's streams of random numbers are named after its link, as the simulator's are", () => {
	expect(spec({})).toEqual({ name: "phone -> bank", seed: 7, rttNs: 40e6, up: {}, down: {} });
});

test("each direction has its own rate, and both have the rest", () => {
	expect(spec({ rate: 8e6, "rate-up": 1e6, queue: 9, jitter: 5e6, loss: 10_000 })).toMatchObject({
		up: { rate: 1e6, queuePackets: 9, jitterNs: 5e6, loss: { kind: "random", probability: 0.01 } },
		down: { rate: 8e6, queuePackets: 9, jitterNs: 5e6, loss: { kind: "random", probability: 0.01 } },
	});
});

test("bursts have their mean length, and lose the share that is said", () => {
	const { down } = spec({ loss: 200_000, "loss-burst": 4 });
	expect(down?.loss).toEqual({ kind: "bursts", toGood: 0.25, toBad: 0.0625 });
});
