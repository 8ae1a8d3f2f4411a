import { createKernel } from "@roundtrip/kernel";
import { describe, expect, it } from "vitest";
import { createResolver } from "../dns.ts";
import { createNetwork } from "../network.ts";
import type { ExchangeResult } from "./exchange.ts";
import { createHttp1Client } from "./http1-client.ts";
import { networkWith, resources, visit } from "./testing/visit.ts";

const ms = (ns: number): number => ns / 1e6;

describe("an exchange over HTTP/1.1", () => {
	it("takes a round-trip for the connection and one for itself", () => {
		const network = networkWith(100);
		const { results } = visit(network, createHttp1Client(network), resources(1, 10_000, 7));
		const { times, roundTrips, reused } = results.at(0) ?? raise();
		expect(ms(times.connectedNs)).toBe(100);
		expect(ms(times.sentNs)).toBe(100);
		expect(ms(times.firstByteNs)).toBe(207);
		expect(ms(times.lastByteNs)).toBe(207);
		expect(roundTrips).toMatchObject({ connect: 1, request: 1, congestionWindow: 0, tls: 0, dns: 0, queue: 0 });
		expect(reused).toBe(false);
	});

	it.each([
		[{ version: "1.3" as const }, 1, 300],
		[{ version: "1.3" as const, resumed: true }, 1, 300],
		[{ version: "1.3" as const, resumed: true, earlyData: true }, 0, 200],
		[{ version: "1.2" as const }, 2, 400],
		[{ version: "1.2" as const, resumed: true }, 1, 300],
	])("over TLS %j waits for %i round-trips more", (tls, roundTrips, doneMs) => {
		const network = networkWith(100);
		const { results } = visit(network, createHttp1Client(network, { tls }), resources(1, 5_000));
		expect(results[0]?.roundTrips.tls).toBe(roundTrips);
		expect(ms(results[0]?.times.lastByteNs ?? 0)).toBe(doneMs);
	});

	it("counts each further flight that the congestion window makes of the answer", () => {
		// 10, 20, 40 segments of 1448 bytes: three flights carry 101,360 bytes.
		const network = networkWith(100);
		const { results } = visit(network, createHttp1Client(network), resources(1, 101_000));
		expect(results[0]?.roundTrips.congestionWindow).toBe(2);
		expect(ms(results[0]?.times.lastByteNs ?? 0)).toBe(400);
	});

	it("asks for the address first, once, and a lookup counts for the exchange that asked", () => {
		const network = networkWith(100);
		const resolver = createResolver(network, { rttNs: 30e6 });
		const client = createHttp1Client(network, { resolver, connections: 2, keepAlive: false });
		const { results } = visit(network, client, resources(3, 100));
		expect(results.map(({ roundTrips }) => roundTrips.dns)).toEqual([1, 1, 0]);
		expect(results.map(({ times }) => ms(times.resolvedNs))).toEqual([30, 30, 230]);
		expect(ms(results[0]?.times.connectedNs ?? 0)).toBe(130);
	});

	it("holds its body back until the server has said 100, if it expects that", () => {
		const spec = {
			requestHeadBytes: 200,
			requestBodyBytes: 5_000,
			responseHeadBytes: 100,
			responseBodyBytes: 0,
		};
		const [plain, expecting] = [false, true].map((expectsContinue) => {
			const network = networkWith(100);
			return visit(network, createHttp1Client(network), [{ ...spec, expectsContinue }]).results[0];
		});
		expect(plain?.roundTrips.request).toBe(1);
		expect(ms(plain?.times.lastByteNs ?? 0)).toBe(200);
		expect(expecting?.roundTrips.request).toBe(2);
		expect(ms(expecting?.times.lastByteNs ?? 0)).toBe(300);
	});

	it("fails when the server refuses the connection, and when it never hears of it", () => {
		const outcomes = (["refuses", "silent"] as const).map((how) => {
			const network = networkWith(100);
			network.listen(how);
			return visit(network, createHttp1Client(network), resources(1, 100)).results[0]?.outcome;
		});
		expect(outcomes).toEqual(["refused", "unreachable"]);
	});
});

describe("a pool of connections", () => {
	it("opens six and makes the rest wait, which is counted in exchanges", () => {
		const network = networkWith(100);
		const { results, doneMs } = visit(network, createHttp1Client(network), resources(14, 1_000));
		expect(new Set(results.map(({ connection }) => connection)).size).toBe(6);
		expect(results.map(({ roundTrips }) => roundTrips.queue)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2]);
		expect(doneMs).toBe(400);
	});

	it("gives an exchange on a used connection no part in its setting up", () => {
		const network = networkWith(100);
		const { results } = visit(network, createHttp1Client(network, { connections: 1 }), resources(2, 1_000));
		expect(results.map(({ reused }) => reused)).toEqual([false, true]);
		expect(results[1]?.roundTrips).toMatchObject({ connect: 0, queue: 1, request: 1 });
		expect(results[1]?.times.connectedNs).toBe(-1);
	});

	it("opens a connection for each exchange where none is kept, at most so many at once", () => {
		const network = networkWith(100);
		const client = createHttp1Client(network, { connections: 2, keepAlive: false });
		const { results, doneMs } = visit(network, client, resources(4, 1_000));
		expect(results.map(({ connection }) => connection)).toEqual([1, 2, 3, 4]);
		expect(results.every(({ roundTrips }) => roundTrips.connect === 1)).toBe(true);
		expect(doneMs).toBe(400);
	});

	it("lets what is asked for at an answer's end have its connection", () => {
		const network = networkWith(100);
		const client = createHttp1Client(network);
		const connections: number[] = [];
		const ask = (left: number): void =>
			void client.ask(resources(1, 500)[0] ?? raise(), {
				done({ connection }) {
					connections.push(connection);
					if (left > 1) ask(left - 1);
					else client.close();
				},
			});
		ask(3);
		network.kernel.run();
		expect(connections).toEqual([1, 1, 1]);
	});

	it("uses the connection that has been idle longest", () => {
		const network = networkWith(100);
		const client = createHttp1Client(network, { connections: 2 });
		const order: number[] = [];
		const note = { done: ({ connection }: ExchangeResult): number => order.push(connection) };
		client.ask(resources(1, 500, 20)[0] ?? raise(), note);
		client.ask(resources(1, 500, 0)[0] ?? raise(), note);
		network.later(400e6, () => client.ask(resources(1, 500)[0] ?? raise(), note));
		network.later(700e6, () => client.close());
		network.kernel.run({ untilNs: 1e9 });
		expect(order).toEqual([2, 1, 2]);
	});

	it("has more initial windows than one connection: six small objects come in one flight, not in two", () => {
		const time = (connections: number): number => {
			const network = networkWith(100);
			return visit(network, createHttp1Client(network, { connections }), resources(6, 13_000)).doneMs;
		};
		expect(time(6)).toBe(200);
		expect(time(1)).toBeGreaterThan(600);
	});
});

describe("the costs of programs", () => {
	it("come one after the other, before what they are needed for", () => {
		const network = createNetwork(createKernel(), {
			rttNs: 100e6,
			seed: 1,
			clientCosts: { openNs: 1e6, requestNs: 2e6 },
			serverCosts: { requestNs: 5e6 },
		});
		const { results } = visit(network, createHttp1Client(network, { connections: 2 }), resources(2, 100));
		// Both connections are opened before the first SYN leaves; requests and answers are made one by one.
		expect(results.map(({ times }) => ms(times.connectedNs))).toEqual([102, 102]);
		expect(results.map(({ times }) => ms(times.sentNs))).toEqual([104, 106]);
		expect(results.map(({ times }) => ms(times.lastByteNs))).toEqual([209, 214]);
	});
});

function raise(): never {
	throw new Error("there is no such spec");
}
