import { describe, expect, it } from "vitest";
import { createResolver } from "../dns.ts";
import { createHttp1Client } from "./http1-client.ts";
import { createHttp2Client } from "./http2-client.ts";
import { createHttp3Client } from "./http3-client.ts";
import type { Answer, Handler } from "./server.ts";
import { Diary, small, until } from "./testing/told.ts";
import { networkWith } from "./testing/visit.ts";

const CLIENTS = { "http/1.1": createHttp1Client, h2: createHttp2Client, h3: createHttp3Client };
/** One at a time, whatever the protocol. */
const ONE = { connections: 1 };

describe.each(Object.entries(CLIENTS))("an exchange over %s that is given up", (name, create) => {
	it("while its address is looked up leaves its place to the next", () => {
		const network = networkWith(100);
		const client = create(network, { ...ONE, resolver: createResolver(network, { rttNs: 20e6 }) });
		const [first, second] = [new Diary(network), new Diary(network)];
		const asked = client.ask(small(), first);
		client.ask(small(), second);
		until(network, 10);
		asked.cancel();
		until(network, 1_000);
		expect(first.told).toEqual(["0: resolving"]);
		expect(second.result?.outcome).toBe("done");
		expect(second.result?.connection).toBe(1);
	});

	it("while it waits for others is never sent", () => {
		const network = networkWith(100);
		let handled = 0;
		const handler: Handler = (_spec, answer) => {
			handled += 1;
			answer.whole(100, 100);
		};
		const client = create(network, { ...ONE, handler });
		const [first, second] = [new Diary(network), new Diary(network)];
		client.ask(small(), first);
		const asked = client.ask(small(), second);
		until(network, 50);
		asked.cancel();
		until(network, 1_000);
		expect(second.told).toEqual(["0: queued"]);
		expect(first.result?.outcome).toBe("done");
		expect(handled).toBe(1);
	});

	it("while its connection is opened makes room for the next", () => {
		const network = networkWith(100);
		const client = create(network, ONE);
		const [first, second] = [new Diary(network), new Diary(network)];
		const asked = client.ask(small(), first);
		client.ask(small(), second);
		until(network, 50);
		asked.cancel();
		until(network, 2_000);
		expect(first.told).toEqual(["0: connecting 1"]);
		expect(second.result?.outcome).toBe("done");
		// HTTP/1.1 closes the connection; a session goes on being opened for whoever wants it.
		expect(second.result?.connection).toBe(name === "http/1.1" ? 2 : 1);
	});

	it("under way is told to the server, half a round-trip later", () => {
		const network = networkWith(100);
		let open: Answer | undefined;
		const client = create(network, {
			handler: (_spec, answer) => {
				open = answer;
				answer.head(100);
				answer.body(5_000);
			},
		});
		const diary = new Diary(network);
		const asked = client.ask(small(), diary);
		until(network, 250);
		expect(diary.bytes).toBeGreaterThanOrEqual(5_000);
		asked.cancel();
		until(network, 299);
		expect(open?.isOpen).toBe(true);
		until(network, 301);
		expect(open?.isOpen).toBe(false);
		// What is written then goes nowhere.
		const offered = network.path.down.offeredBytes;
		open?.body(1_000_000);
		open?.end();
		until(network, 5_000);
		expect(network.path.down.offeredBytes - offered).toBeLessThan(500);
		expect(diary.result).toBeUndefined();
	});

	it("after its end stays as it is, and giving up twice is giving up once", () => {
		const network = networkWith(100);
		const client = create(network);
		const diary = new Diary(network);
		const asked = client.ask(small(), diary);
		until(network, 1_000);
		asked.cancel();
		asked.cancel();
		const again = new Diary(network);
		client.ask(small(), again);
		until(network, 2_000);
		expect(diary.result?.outcome).toBe("done");
		expect(again.result).toMatchObject({ outcome: "done", connection: 1, reused: true });
	});

	it("while the answer comes ends the flow of it", () => {
		const network = networkWith(100, { rate: 10_000_000 });
		const client = create(network);
		const asked = client.ask(small(10_000_000), new Diary(network));
		until(network, 1_000);
		asked.cancel();
		until(network, 60_000);
		expect(network.path.down.offeredBytes).toBeLessThan(2_500_000);
		expect(network.kernel.pending).toBe(0);
	});
});

describe("giving up over HTTP/2", () => {
	it("costs a frame of 13 bytes, and the other streams go on", () => {
		const bytesUp = (cancels: boolean): number => {
			const network = networkWith(100);
			const client = createHttp2Client(network);
			const [first, second] = [new Diary(network), new Diary(network)];
			const asked = client.ask(small(1_000, 1_000), first);
			client.ask(small(1_000, 1_000), second);
			until(network, 500);
			if (cancels) asked.cancel();
			until(network, 900);
			const offered = network.path.up.offeredBytes;
			until(network, 2_000);
			expect(second.result?.outcome).toBe("done");
			expect(first.result === undefined).toBe(cancels);
			return offered;
		};
		// The frame in a packet with 52 bytes of headers.
		expect(bytesUp(true) - bytesUp(false)).toBe(13 + 52);
	});

	it("lets the next of those that wait for a stream have its place", () => {
		const network = networkWith(100);
		const client = createHttp2Client(network, { concurrentStreams: 1 });
		client.ask(small(), new Diary(network));
		until(network, 500);
		const [first, second] = [new Diary(network), new Diary(network)];
		const asked = client.ask(small(1_000, 5_000), first);
		client.ask(small(), second);
		until(network, 1_000);
		expect(second.told).toEqual(["500: queued"]);
		asked.cancel();
		until(network, 1_200);
		expect(second.told).toEqual(["500: queued", "1000: leaving on 1", "1100: done"]);
	});

	it("opens the connection's window again for what was under way", () => {
		const network = networkWith(100);
		const client = createHttp2Client(network);
		for (let round = 0; round < 8; round++) {
			const asked = client.ask(small(60_000), new Diary(network));
			until(network, 1_000 * round + 250);
			asked.cancel();
			until(network, 1_000 * (round + 1));
		}
		const last = new Diary(network);
		client.ask(small(60_000), last);
		until(network, 20_000);
		expect(last.result?.outcome).toBe("done");
	});
});
