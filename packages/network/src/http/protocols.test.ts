import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Network } from "../network.ts";
import type { LossSpec } from "../path/loss.ts";
import type { HttpClient } from "./client.ts";
import { createHttp1Client } from "./http1-client.ts";
import { createHttp2Client } from "./http2-client.ts";
import { createHttp3Client } from "./http3-client.ts";
import { CLIENTS, networkWith, resources, type Visit, visit } from "./testing/visit.ts";

const RATE = 10_000_000;

function load(
	make: (network: Network) => HttpClient,
	count: number,
	bytes: number,
	seed = 1,
	loss?: LossSpec,
	rttMs = 100,
): Visit {
	const network = networkWith(rttMs, { rate: RATE, ...(loss === undefined ? {} : { loss }) }, { seed });
	return visit(network, make(network), resources(count, bytes));
}

function medianTime(make: (network: Network) => HttpClient, count: number, bytes: number, probability: number): number {
	const loss = { kind: "random", probability } as const;
	const times = Array.from({ length: 60 }, (_, at) => load(make, count, bytes, at + 1, loss).doneMs);
	return times.sort((a, b) => a - b)[30] ?? 0;
}

describe("six connections against one", () => {
	it("win where each has one object for its initial window, and lose where objects queue for them", () => {
		const time = (make: (network: Network) => HttpClient, count: number): number => load(make, count, 13_000).doneMs;
		expect(time(CLIENTS["http/1.1"], 6)).toBeLessThan(time(CLIENTS.h2, 6));
		const small = (make: (network: Network) => HttpClient): number => load(make, 30, 2_000).doneMs;
		expect(small(CLIENTS.h2)).toBeLessThan(small(CLIENTS["http/1.1"]));
	});

	it("lose less by loss: one window is halved, not the only one", () => {
		const slowing = (make: (network: Network) => HttpClient): number =>
			medianTime(make, 30, 10_000, 0.02) - load(make, 30, 10_000).doneMs;
		expect(slowing(CLIENTS["http/1.1"])).toBeLessThan(slowing(CLIENTS.h2));
	});
});

describe("HTTP/3", () => {
	const time = (options: Parameters<typeof createHttp3Client>[1]): number => {
		const network = networkWith(100);
		return visit(network, createHttp3Client(network, options), resources(3, 1_000)).doneMs;
	};

	it("sets up connection and keys in one round-trip, and in none with early data", () => {
		expect(time({})).toBe(200);
		expect(time({ resumed: true })).toBe(200);
		expect(time({ resumed: true, earlyData: true })).toBe(100);
	});

	it("makes a server with a long chain wait for the client's address to be proven", () => {
		expect(time({ certificateBytes: 6_000 })).toBe(300);
	});

	it("lets streams whose bytes are all here end while others wait for a lost packet", () => {
		const late = (make: (network: Network) => HttpClient, index: number): number => {
			const network = networkWith(100, {}, { down: { loss: { kind: "packets", indices: [index] } } });
			const { results } = visit(network, make(network), resources(8, 1_000));
			return results.filter(({ times }) => times.lastByteNs > 300e6).length;
		};
		// Each of the packets that carry the answers, one at a time: after the handshakes' flights of 3 and 4 packets.
		const sum = (make: (network: Network) => HttpClient, first: number): number =>
			[0, 1, 2, 3, 4].reduce((total, at) => total + late(make, first + at), 0);
		expect(sum(CLIENTS.h3, 4)).toBeGreaterThan(0);
		expect(sum(CLIENTS.h3, 4)).toBeLessThan(sum(CLIENTS.h2, 4) / 2);
	});
});

const losses = fc.oneof(
	fc.record({ kind: fc.constant("random" as const), probability: fc.double({ min: 0, max: 0.15, noNaN: true }) }),
	fc.record({
		kind: fc.constant("bursts" as const),
		toBad: fc.double({ min: 0, max: 0.05, noNaN: true }),
		toGood: fc.double({ min: 0.2, max: 1, noNaN: true }),
		lossInBad: fc.double({ min: 0.5, max: 1, noNaN: true }),
	}),
);

describe.each(Object.entries(CLIENTS))("under any loss, %s", (_name, make) => {
	it("brings every answer, once, and the same again with the same seed", () => {
		fc.assert(
			fc.property(
				losses,
				fc.integer({ min: 1, max: 1_000_000 }),
				fc.integer({ min: 1, max: 25 }),
				(loss, seed, count) => {
					const run = load(make, count, 7_000, seed, loss, 40);
					expect(run.results).toHaveLength(count);
					const again = load(make, count, 7_000, seed, loss, 40);
					expect(again.results).toEqual(run.results);
				},
			),
			{ seed: 11, numRuns: 40 },
		);
	});

	it("tells times in their order, and round-trips that are not negative", () => {
		fc.assert(
			fc.property(losses, fc.integer({ min: 1, max: 1_000_000 }), (loss, seed) => {
				for (const { outcome, times, roundTrips } of load(make, 8, 20_000, seed, loss, 40).results) {
					if (outcome !== "done") continue;
					const order = [times.askedNs, times.assignedNs, times.sentNs, times.firstByteNs, times.lastByteNs];
					expect([...order].sort((a, b) => a - b)).toEqual(order);
					expect(Object.values(roundTrips).every((count) => count >= 0)).toBe(true);
				}
			}),
			{ seed: 12, numRuns: 40 },
		);
	});
});

describe("round-trips that are counted", () => {
	it.each([
		["http/1.1", (network: Network) => createHttp1Client(network)],
		["h2", (network: Network) => createHttp2Client(network)],
	] as const)("explain how long an exchange took where only propagation takes time: %s", (_name, make) => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 60_000 }), (bytes) => {
				const network = networkWith(100);
				const { times, roundTrips } = visit(network, make(network), resources(1, bytes)).results[0] ?? raise();
				const counted =
					roundTrips.connect +
					roundTrips.request +
					roundTrips.congestionWindow +
					roundTrips.receiveWindow +
					roundTrips.streamWindow +
					roundTrips.connectionWindow;
				expect((times.lastByteNs - times.askedNs) / 100e6).toBe(counted);
			}),
			{ seed: 13 },
		);
	});
});

function raise(): never {
	throw new Error("no exchange has ended");
}
