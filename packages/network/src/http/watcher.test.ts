import { describe, expect, it } from "vitest";
import { createResolver } from "../dns.ts";
import type { Network } from "../network.ts";
import type { HttpClient } from "./client.ts";
import { createHttp1Client } from "./http1-client.ts";
import { createHttp2Client } from "./http2-client.ts";
import { createHttp3Client } from "./http3-client.ts";
import { Diary, small, until } from "./testing/told.ts";
import { networkWith } from "./testing/visit.ts";

const TLS = { version: "1.3" } as const;

/** What the first exchange over a new secured connection hears, with 100 ms of distance and 20 ms to the resolver. */
const OPENER = [
	"0: resolving",
	"20: resolved",
	"20: connecting 1",
	"120: connected 1",
	"220: secured 1",
	"220: leaving on 1",
	"320: done",
];

/** Asks twice at once; what both were told within a second. */
function askTwice(network: Network, client: HttpClient): readonly [Diary, Diary] {
	const [first, second] = [new Diary(network), new Diary(network)];
	client.ask(small(), first);
	client.ask(small(), second);
	until(network, 1_000);
	return [first, second];
}

describe("a watcher is told what happens to its exchange", () => {
	it("over HTTP/1.1: the first opens a connection, the second waits for it and uses it", () => {
		const network = networkWith(100);
		const resolver = createResolver(network, { rttNs: 20e6 });
		const client = createHttp1Client(network, { connections: 1, tls: TLS, resolver });
		const [first, second] = askTwice(network, client);
		expect(first.told).toEqual(OPENER);
		expect(second.told).toEqual(["0: queued", "320: leaving on 1", "420: done"]);
		expect(first.bytes).toBe(1_000);
	});

	it("over HTTP/2: all leave together, and only the first hears of the connection", () => {
		const network = networkWith(100);
		const resolver = createResolver(network, { rttNs: 20e6 });
		const client = createHttp2Client(network, { tls: TLS, resolver });
		const [first, second] = askTwice(network, client);
		expect(first.told).toEqual(OPENER);
		expect(second.told).toEqual(["0: queued", "220: leaving on 1", "320: done"]);
	});

	it("over HTTP/3: connected and secured are one", () => {
		const network = networkWith(100);
		const [first, second] = askTwice(network, createHttp3Client(network));
		expect(first.told).toEqual([
			"0: connecting 1",
			"100: connected 1",
			"100: secured 1",
			"100: leaving on 1",
			"200: done",
		]);
		expect(second.told).toEqual(["0: queued", "100: leaving on 1", "200: done"]);
	});

	it("and an address that is known is not asked for", () => {
		const network = networkWith(100);
		const resolver = createResolver(network, { rttNs: 20e6 });
		const client = createHttp1Client(network, { keepAlive: false, resolver });
		client.ask(small(), new Diary(network));
		until(network, 1_000);
		const again = new Diary(network);
		client.ask(small(), again);
		until(network, 2_000);
		expect(again.told[0]).toBe("1000: connecting 2");
	});
});

const CLIENTS = { "http/1.1": createHttp1Client, h2: createHttp2Client, h3: createHttp3Client };

describe.each(Object.entries(CLIENTS))("a request over %s", (_name, create) => {
	it("that is held up leaves so much later", () => {
		const network = networkWith(100);
		const late = new Diary(network, 70e6);
		create(network).ask(small(), late);
		until(network, 1_000);
		expect(late.result?.times.sentNs).toBe(170e6);
		expect(late.result?.times.lastByteNs).toBe(270e6);
	});

	it("that vanishes is never heard of, until its client gives it up", () => {
		const network = networkWith(100);
		let handled = 0;
		const client = create(network, { handler: () => (handled += 1) });
		const lost = new Diary(network, "vanishes");
		const asked = client.ask(small(), lost);
		until(network, 5_000);
		asked.cancel();
		until(network, 10_000);
		expect(lost.told.at(-1)).toBe("100: leaving on 1");
		expect(handled).toBe(0);
	});

	it("that is held up is not sent at all if it was given up meanwhile", () => {
		const network = networkWith(100);
		let handled = 0;
		const client = create(network, { handler: () => (handled += 1) });
		const asked = client.ask(small(), new Diary(network, 500e6));
		until(network, 300);
		asked.cancel();
		until(network, 2_000);
		expect(handled).toBe(0);
	});

	it("is told to the handler with the number of its connection", () => {
		const network = networkWith(100);
		const connections: number[] = [];
		const options = {
			handler: (...[, answer, , connection]: Parameters<import("./server.ts").Handler>) => {
				connections.push(connection);
				answer.whole(100, 100);
			},
		};
		create(network, options).ask(small(), new Diary(network));
		until(network, 500);
		create(network, options).ask(small(), new Diary(network));
		until(network, 1_000);
		expect(connections).toEqual([1, 2]);
	});
});
