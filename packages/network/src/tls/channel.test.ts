import { createKernel } from "@roundtrip/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNetwork, type NetworkSpec } from "../network.ts";
import type { TlsOptions } from "./handshake.ts";

interface Conversation {
	/** ms */
	readonly connected: number;
	readonly ready: number;
	/** The client has the answer to its first message. */
	readonly answered: number;
	readonly serverGot: number;
	readonly clientGot: number;
}

/** The client asks as soon as it may, the server answers when it has all of it. */
function converse(
	spec: Partial<NetworkSpec>,
	tls: TlsOptions | undefined,
	askBytes = 100,
	answerBytes = 100,
): Conversation {
	const kernel = createKernel();
	const network = createNetwork(kernel, { rttNs: 100_000_000, seed: 1, ...spec });
	let answered = -1;
	const pair = network.connect(
		{
			ready: () => void pair.client.write(askBytes),
			received: (position) => {
				if (position >= answerBytes && answered < 0) answered = kernel.now / 1e6;
			},
		},
		{
			ready: () => {},
			received: (position) => {
				if (position === askBytes) pair.server.write(answerBytes);
			},
		},
		tls,
	);
	kernel.run();
	return {
		connected: pair.client.connectedNs / 1e6,
		ready: pair.client.readyNs / 1e6,
		answered,
		serverGot: pair.server.received,
		clientGot: pair.client.received,
	};
}

const TLS_13: TlsOptions = { version: "1.3", serverName: "lab.example" };
const TLS_12: TlsOptions = { version: "1.2", serverName: "lab.example" };

describe("a channel", () => {
	it.each([
		["plain", undefined, 1, 2],
		["TLS 1.3", TLS_13, 2, 3],
		["TLS 1.3 resumed saves nothing", { ...TLS_13, resumed: true }, 2, 3],
		["TLS 1.3 with early data", { ...TLS_13, resumed: true, earlyData: true }, 1, 2],
		["TLS 1.2", TLS_12, 3, 4],
		["TLS 1.2 resumed saves one", { ...TLS_12, resumed: true }, 2, 3],
	] as const)("%s: so many round-trips until data may be sent, and until it is answered", (_, tls, ready, answered) => {
		const done = converse({}, tls);
		expect(done.connected).toBe(100);
		expect(done.ready).toBe(100 * ready);
		expect(done.answered).toBe(100 * answered);
	});

	it("takes a round-trip more where the certificates don't fit the first window", () => {
		const big = { ...TLS_13, certificateBytes: 15_000 };
		expect(converse({}, big).ready).toBe(300);
	});

	it("sends tickets with the first answer: they can push it out of the first window", () => {
		// Ten segments hold 14,480 bytes: tickets 574, records 22 each.
		const fits = 14_480 - 574 - 22;
		expect(converse({}, TLS_13, 100, fits).answered).toBe(300);
		expect(converse({}, TLS_13, 100, fits + 1).answered).toBe(400);
		expect(converse({}, TLS_12, 100, fits + 1).answered).toBe(400);
	});

	it("hands a record over when all of it is here", () => {
		const kernel = createKernel();
		const network = createNetwork(kernel, { rttNs: 20_000_000, seed: 1, down: { rate: 10_000_000 } });
		const positions: number[] = [];
		const pair = network.connect(
			{ ready: () => {}, received: (position) => positions.push(position) },
			{ ready: () => void pair.server.write(40_000), received: () => {} },
			TLS_13,
		);
		kernel.run();
		expect(positions).toEqual([16_384, 32_768, 40_000]);
	});

	it("lets what is written together leave together", () => {
		const kernel = createKernel();
		const network = createNetwork(kernel, { rttNs: 20_000_000, seed: 1 });
		const pair = network.connect(
			{
				ready: () => {
					pair.client.write(10);
					pair.client.write(20);
				},
				received: () => {},
			},
			{ ready: () => {}, received: () => {} },
		);
		kernel.run();
		// SYN, acknowledgement, one segment.
		expect(network.path.up.offeredPackets).toBe(3);
	});

	it("brings all data under any loss, with any TLS", () => {
		const variants = [undefined, TLS_13, { ...TLS_13, resumed: true, earlyData: true }, TLS_12];
		fc.assert(
			fc.property(
				fc.constantFrom(...variants),
				fc.double({ min: 0, max: 0.1, noNaN: true }),
				fc.integer({ min: 0, max: 500 }),
				fc.integer({ min: 1, max: 60_000 }),
				(tls, probability, seed, bytes) => {
					const loss = { loss: { kind: "random" as const, probability } };
					const done = converse({ up: loss, down: loss, seed }, tls, 1_000, bytes);
					expect(done.serverGot).toBe(1_000);
					expect(done.clientGot).toBe(bytes);
				},
			),
			{ seed: 31, numRuns: 100 },
		);
	});
});
