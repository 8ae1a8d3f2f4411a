import { createPipe } from "@roundtrip/behaviour";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LossSpec } from "../path/loss.ts";
import type { TcpEndpoint } from "./endpoint.ts";
import { type Transfer, type Transferred, transfer } from "./testing/transfer.ts";

const SEED = 20_261_121;

const lossy: fc.Arbitrary<LossSpec | undefined> = fc.oneof(
	fc.constant(undefined),
	fc.record({ kind: fc.constant("random" as const), probability: fc.double({ min: 0, max: 0.15, noNaN: true }) }),
	fc.record({
		kind: fc.constant("bursts" as const),
		toBad: fc.double({ min: 0, max: 0.05, noNaN: true }),
		toGood: fc.double({ min: 0.4, max: 1, noNaN: true }),
	}),
	fc.record({
		kind: fc.constant("packets" as const),
		indices: fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 30 }),
	}),
);

const direction = fc.record({
	rate: fc.integer({ min: 300_000, max: 100_000_000 }),
	queuePackets: fc.integer({ min: 4, max: 200 }),
	jitterNs: fc.constantFrom(0, 0, 2_000_000),
	loss: lossy,
});

const anyTransfer: fc.Arbitrary<Transfer> = fc
	.record({
		rttMs: fc.integer({ min: 1, max: 300 }),
		up: direction,
		down: direction,
		requestBytes: fc.integer({ min: 1, max: 60_000 }),
		responseBytes: fc.integer({ min: 1, max: 250_000 }),
		seed: fc.integer({ min: 0, max: 1_000 }),
		control: fc.constantFrom("cubic" as const, "reno" as const),
		timestamps: fc.boolean(),
	})
	.map(({ up, down, control, timestamps, ...rest }) => ({
		...rest,
		up: withoutAbsent(up),
		down: withoutAbsent(down),
		settings: { control, timestamps },
	}));

function withoutAbsent({ loss, ...rest }: { readonly loss: LossSpec | undefined }): { readonly loss?: LossSpec } {
	return loss === undefined ? rest : { ...rest, loss };
}

/** Where too many copies in a row are lost, TCP gives up: that is an end too. */
function gaveUp(done: Transferred): boolean {
	return done.clientClosed === "timeout" || done.serverClosed === "timeout";
}

function areBooksKept(end: TcpEndpoint): boolean {
	return (
		end.cwnd >= 1 &&
		end.inFlight() >= 0 &&
		end.resentOut >= 0 &&
		end.sackedOut + end.lostOut <= end.packetsOut &&
		end.sndUna <= end.sndNxt &&
		(end.packetsOut > 0 || end.lostOut === 0)
	);
}

describe("a transfer over any link", () => {
	it("brings all bytes exactly once and in order, whatever is lost, or gives up", () => {
		let whole = 0;
		fc.assert(
			fc.property(anyTransfer, (spec) => {
				let read = 1;
				let isOrdered = true;
				const done = transfer({
					...spec,
					watch: (client, server) => {
						isOrdered &&= client.copiedSeq >= read && client.copiedSeq <= server.writeSeq;
						read = client.copiedSeq;
					},
				});
				expect(isOrdered).toBe(true);
				if (gaveUp(done)) return;
				whole += 1;
				expect(done.serverRead).toBe(spec.requestBytes);
				expect(done.clientRead).toBe(spec.responseBytes);
			}),
			{ seed: SEED, numRuns: 120 },
		);
		expect(whole).toBeGreaterThan(100);
	});

	it("keeps the sender's books: the window is never below 1, what is under way never negative", () => {
		fc.assert(
			fc.property(anyTransfer, (spec) => {
				let areKept = true;
				transfer({
					...spec,
					watch: (client, server) => {
						areKept &&= areBooksKept(client) && areBooksKept(server);
					},
				});
				expect(areKept).toBe(true);
			}),
			{ seed: SEED + 1, numRuns: 80 },
		);
	});

	it("is the same for the same seed, and leaves nothing in the kernel", () => {
		fc.assert(
			fc.property(anyTransfer, (spec) => {
				const [first, second] = [transfer(spec), transfer(spec)];
				const summary = (done: typeof first): unknown => [
					done.doneMs,
					done.endMs,
					done.events,
					done.path.up.offeredBytes,
					done.path.down.offeredBytes,
					done.server.accounts,
				];
				expect(summary(second)).toEqual(summary(first));
			}),
			{ seed: SEED + 2, numRuns: 60 },
		);
	});

	it("takes as long as whole messages down the same pipes, where no window is a limit and nothing is lost", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 400 }),
				fc.integer({ min: 200_000, max: 1_000_000_000 }),
				fc.integer({ min: 1, max: 1_448 }),
				fc.integer({ min: 1, max: 14_480 }),
				(rttMs, rate, requestBytes, responseBytes) => {
					const done = transfer({ rttMs, up: { rate }, down: { rate }, requestBytes, responseBytes });
					const forth = createPipe((rttMs * 1e6) / 2, rate);
					const back = createPipe((rttMs * 1e6) / 2, rate);
					const segments = Math.ceil(responseBytes / 1_448);
					const connectedNs = back.transmit(forth.transmit(0, 60), 60);
					forth.transmit(connectedNs, 52);
					const askedNs = forth.transmit(connectedNs, requestBytes + 52);
					// The request's acknowledgement goes before the answer.
					back.transmit(askedNs, 52);
					const answeredNs = back.transmit(askedNs, responseBytes + segments * 52);
					expect(done.connectedMs * 1e6).toBeCloseTo(connectedNs, 0);
					// A packet's time is rounded up to a whole nanosecond.
					expect(done.doneMs * 1e6).toBeGreaterThanOrEqual(answeredNs - 1);
					expect(done.doneMs * 1e6).toBeLessThanOrEqual(answeredNs + segments);
				},
			),
			{ seed: SEED + 3, numRuns: 200 },
		);
	});
});
