import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createResolver } from "../dns.ts";
import type { Network, NetworkSpec } from "../network.ts";
import { type ExchangeSpec, noRoundTrips, type RoundTrips } from "./exchange.ts";
import { createHttp1Client } from "./http1-client.ts";
import { createHttp2Client, type Http2Options } from "./http2-client.ts";
import { createHttp3Client } from "./http3-client.ts";
import { small } from "./testing/told.ts";
import { networkWith, visit } from "./testing/visit.ts";

const TLS = { version: "1.3" } as const;
const NONE = { ...noRoundTrips(), request: 0 };

/** The round-trips of one exchange on a link of 100 ms, and how many such times it took. */
function account(
	spec: ExchangeSpec,
	more: Partial<NetworkSpec> = {},
	make: (network: Network) => ReturnType<typeof createHttp1Client> = createHttp1Client,
): RoundTrips & { readonly took: number } {
	const network = networkWith(100, {}, more);
	const result = visit(network, make(network), [spec]).results.at(0);
	if (result === undefined) throw new Error("the exchange did not end");
	return { ...result.roundTrips, took: (result.times.lastByteNs - result.times.askedNs) / 100e6 };
}

describe("round-trips are counted by what they were needed for", () => {
	it("a small exchange: one to connect, one for itself", () => {
		expect(account(small())).toEqual({ ...NONE, connect: 1, request: 1, took: 2 });
	});

	it("a lookup and TLS, each by its own", () => {
		const made = account(small(), {}, (network) =>
			createHttp1Client(network, { tls: TLS, resolver: createResolver(network, { rttNs: 100e6 }) }),
		);
		expect(made).toEqual({ ...NONE, dns: 1, connect: 1, tls: 1, request: 1, took: 4 });
	});

	it.each([
		// Flights of 10, 20, 40 and 80 segments of 1,448 bytes end after 14,480, 43,440, 101,360 and 217,200 bytes.
		[14_480, 0],
		[14_481, 1],
		[43_440, 1],
		[43_441, 2],
		[101_360, 2],
		[101_361, 3],
		[217_200, 3],
		[217_201, 4],
	])("an answer of %i bytes with its head: the congestion window makes it wait %i times", (bytes, waits) => {
		const counted = account(small(bytes - 100));
		expect(counted).toEqual({ ...NONE, connect: 1, request: 1, congestionWindow: waits, took: 2 + waits });
	});

	it.each([
		[1, 4],
		[4, 2],
		[32, 0],
	])("with an initial window of %i segments, 40 kB wait %i times", (initialWindow, waits) => {
		expect(account(small(40_000), { tcp: { initialWindow } }).congestionWindow).toBe(waits);
	});

	it("an upload waits for the client's window", () => {
		const spec = { requestHeadBytes: 100, requestBodyBytes: 99_900, responseHeadBytes: 50, responseBodyBytes: 0 };
		expect(account(spec)).toEqual({ ...NONE, connect: 1, request: 1, congestionWindow: 2, took: 4 });
	});

	it("a body that is held back until the server says 100 takes a request more", () => {
		const spec = { ...small(), requestBodyBytes: 1_000, expectsContinue: true };
		expect(account(spec)).toEqual({ ...NONE, connect: 1, request: 2, took: 3 });
	});

	it("a receiver with a small buffer makes the sender wait for it, once for each flight", () => {
		const tcp = { receiveBufferBytes: 16_384, receiveBufferMaxBytes: 16_384 };
		const { receiveWindow, congestionWindow, took } = account(small(60_000), { tcp });
		expect(receiveWindow).toBeGreaterThan(4);
		expect(congestionWindow).toBe(0);
		expect(took).toBe(2 + receiveWindow);
	});

	it.each([
		// Half of the window is given back at once, the rest of a flight stays below half: each later flight is about a half.
		[10_000, 40_000, 6],
		[10_000, 9_999, 0],
		[1_000_000, 14_000, 0],
	])("a stream's window of %i bytes makes %i bytes wait %i times", (streamBytes, bytes, waits) => {
		const options: Http2Options = { windows: { streamBytes, connectionBytes: 15_000_000 } };
		const counted = account(small(bytes), { tcp: { initialWindow: 100 } }, (network) =>
			createHttp2Client(network, options),
		);
		expect(counted).toEqual({ ...NONE, connect: 1, request: 1, streamWindow: waits, took: 2 + waits });
	});

	it("whatever the window, the waits for windows are what the exchange took longer", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 3_000, max: 80_000 }),
				fc.integer({ min: 1, max: 400_000 }),
				(streamBytes, bytes) => {
					const options: Http2Options = { windows: { streamBytes, connectionBytes: 15_000_000 } };
					const counted = account(small(bytes), { tcp: { initialWindow: 400 } }, (network) =>
						createHttp2Client(network, options),
					);
					// Beyond 64 kB the receiver's TCP window may be in the way too.
					expect(counted.took).toBe(2 + counted.streamWindow + counted.receiveWindow + counted.congestionWindow);
				},
			),
			{ seed: 31 },
		);
	});

	it("the server's windows make an upload wait in the same way", () => {
		const spec = { requestHeadBytes: 100, requestBodyBytes: 100_000, responseHeadBytes: 50, responseBodyBytes: 0 };
		const took = (serverWindows: Http2Options["serverWindows"]): RoundTrips =>
			account(spec, { tcp: { initialWindow: 100 } }, (network) =>
				createHttp2Client(network, serverWindows === undefined ? {} : { serverWindows }),
			);
		const wide = took({ streamBytes: 1_000_000, connectionBytes: 1_000_000 });
		const usual = took(undefined);
		expect(usual.streamWindow + usual.connectionWindow).toBeGreaterThan(0);
		// The settings come when the request is on its way: what had begun under the first window goes on under the new one.
		expect(wide.streamWindow + wide.connectionWindow).toBeLessThanOrEqual(usual.streamWindow + usual.connectionWindow);
	});

	it("streams that wait for a stream count what was done in its place", () => {
		const network = networkWith(100);
		const client = createHttp2Client(network, { concurrentStreams: 1 });
		const first = visit(network, client, [small(100)]);
		expect(first.results.at(0)?.roundTrips.queue).toBe(0);
		const { results } = visit(
			network,
			createHttp2Client(network, { concurrentStreams: 2 }),
			Array.from({ length: 130 }, () => small(100)),
		);
		// A hundred go before the server has said that two are allowed.
		expect(results.slice(0, 100).every(({ roundTrips }) => roundTrips.queue === 0)).toBe(true);
		expect(results.slice(100).map(({ roundTrips }) => roundTrips.queue)).toEqual(
			Array.from({ length: 30 }, (_, at) => 1 + Math.floor(at / 2)),
		);
	});

	it("a lost SYN, a lost segment and a lost tail are one recovery each", () => {
		const lose = (way: "up" | "down", index: number): RoundTrips =>
			account(small(13_000), { [way]: { loss: { kind: "packets", indices: [index] } } });
		for (const counted of [lose("up", 0), lose("down", 4), lose("down", 10)]) {
			expect(counted).toMatchObject({ connect: 1, request: 1, retransmission: 1, congestionWindow: 0 });
		}
	});

	it("HTTP/3 connects and secures in one", () => {
		expect(account(small(), {}, createHttp3Client)).toEqual({ ...NONE, connect: 1, request: 1, took: 2 });
		const early = account(small(), {}, (network) => createHttp3Client(network, { resumed: true, earlyData: true }));
		expect(early).toEqual({ ...NONE, request: 1, took: 1 });
	});
});
