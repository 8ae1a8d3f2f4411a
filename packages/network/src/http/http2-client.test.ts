import { describe, expect, it } from "vitest";
import { createResolver } from "../dns.ts";
import { noRoundTrips } from "./exchange.ts";
import { BROWSER_WINDOWS, createHttp2Client } from "./http2-client.ts";
import { ReceiveWindow } from "./http2-receive-window.ts";
import { networkWith, resources, visit } from "./testing/visit.ts";

const ms = (ns: number): number => ns / 1e6;
const WIDE = { windows: BROWSER_WINDOWS };
const TLS = { version: "1.3" as const };

describe("exchanges over HTTP/2", () => {
	it("share one connection and wait for no other exchange", () => {
		const network = networkWith(100);
		const { results, doneMs } = visit(network, createHttp2Client(network, WIDE), resources(8, 1_000));
		expect(results.map(({ connection }) => connection)).toEqual(results.map(() => 1));
		expect(results.map(({ roundTrips }) => roundTrips.connect)).toEqual([1, ...Array(7).fill(0)]);
		expect(results.every(({ roundTrips }) => roundTrips.queue === 0)).toBe(true);
		expect(doneMs).toBe(200);
	});

	it("ask for the address together, and one of them counts for it", () => {
		const network = networkWith(100);
		const resolver = createResolver(network, { rttNs: 20e6 });
		const { results, doneMs } = visit(network, createHttp2Client(network, { resolver }), resources(3, 100));
		expect(results.map(({ roundTrips }) => roundTrips.dns)).toEqual([1, 0, 0]);
		expect(doneMs).toBe(220);
	});

	it("count the setting up once", () => {
		const network = networkWith(100);
		const { results } = visit(network, createHttp2Client(network, { ...WIDE, tls: TLS }), resources(2, 100));
		expect(results[0]?.roundTrips).toMatchObject({ connect: 1, tls: 1, request: 1 });
		expect(results[1]?.roundTrips).toMatchObject({ connect: 0, tls: 0, request: 1 });
		expect(results[1]?.reused).toBe(true);
	});

	it("are a hundred at first, and as many as the server allows when it has said so", () => {
		const network = networkWith(100);
		const { results } = visit(network, createHttp2Client(network, WIDE), resources(150, 10, 500));
		const sent = results.map(({ times }) => ms(times.sentNs)).sort((a, b) => a - b);
		expect(sent[99]).toBe(100);
		// The server's settings come with its acknowledgement of the connection: half a round-trip after the requests left.
		expect(sent[100]).toBe(200);
		expect(sent[127]).toBe(200);
		expect(sent[128]).toBe(700);
	});

	it("end in failure together when the connection can't be opened", () => {
		const network = networkWith(100);
		network.listen("refuses");
		const { results } = visit(network, createHttp2Client(network), resources(3, 100));
		expect(results.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "refused"]);
	});
});

describe("windows of HTTP/2", () => {
	it("are given back when half is used", () => {
		const window = new ReceiveWindow(65_535);
		expect(window.consume(32_766)).toBe(0);
		expect(window.consume(1)).toBe(32_767);
		expect(window.consume(20_000)).toBe(0);
	});

	it("hold an answer up that TCP would carry, a flight for each half window", () => {
		const [narrow, wide] = [{}, WIDE].map((options) => {
			const network = networkWith(100);
			return visit(network, createHttp2Client(network, options), resources(1, 1_000_000)).results[0];
		});
		expect(wide?.roundTrips).toMatchObject({ streamWindow: 0, connectionWindow: 0 });
		const waits = (narrow?.roundTrips.streamWindow ?? 0) + (narrow?.roundTrips.connectionWindow ?? 0);
		expect(waits).toBeGreaterThan(10);
		expect(narrow?.times.lastByteNs ?? 0).toBeGreaterThan(2 * (wide?.times.lastByteNs ?? 0));
	});

	it("of the connection hold streams up that have windows of their own", () => {
		const network = networkWith(100);
		const { results } = visit(network, createHttp2Client(network), resources(20, 8_000));
		expect(results.reduce((sum, { roundTrips }) => sum + roundTrips.streamWindow, 0)).toBe(0);
		expect(Math.max(...results.map(({ roundTrips }) => roundTrips.connectionWindow))).toBeGreaterThan(0);
		// Those that have had nothing come before the ends of the others: all end with the last.
		expect(results.every(({ times }) => times.lastByteNs === results[0]?.times.lastByteNs)).toBe(true);
	});

	it("of the server hold an upload up", () => {
		const network = networkWith(100);
		const spec = { requestHeadBytes: 50, requestBodyBytes: 400_000, responseHeadBytes: 20, responseBodyBytes: 2 };
		const { results } = visit(network, createHttp2Client(network, WIDE), [spec]);
		const { streamWindow, connectionWindow } = results.at(0)?.roundTrips ?? noRoundTrips();
		expect(streamWindow + connectionWindow).toBeGreaterThan(3);
	});
});
