import { describe, expect, it } from "vitest";
import type { Network } from "../network.ts";
import type { HttpClient } from "./client.ts";
import type { ExchangeSpec } from "./exchange.ts";
import { createHttp1Client } from "./http1-client.ts";
import { createHttp2Client } from "./http2-client.ts";
import { createHttp3Client } from "./http3-client.ts";
import type { Answer, Handler } from "./server.ts";
import { Diary, until } from "./testing/told.ts";
import { networkWith } from "./testing/visit.ts";

const CLIENTS = { "http/1.1": createHttp1Client, h2: createHttp2Client, h3: createHttp3Client };
type Create = (network: Network, options: { handler: Handler }) => HttpClient;

const OPEN: ExchangeSpec = { requestHeadBytes: 100, responseHeadBytes: 100, responseBodyBytes: 0, isOpen: true };

/** A watcher that also writes down how much of the answer is here. */
class StreamDiary extends Diary {
	readonly parts: string[] = [];
	readonly #network: Network;

	constructor(network: Network) {
		super(network);
		this.#network = network;
	}

	began(): void {
		this.parts.push(`${this.#ms}: head`);
	}

	override progress(bytes: number): void {
		if (bytes > 0) this.parts.push(`${this.#ms}: ${bytes}`);
	}

	get #ms(): number {
		return this.#network.kernel.now / 1e6;
	}
}

describe.each(Object.entries<Create>(CLIENTS))("over %s", (name, create) => {
	it("an answer comes in the parts that it is written in, each told when it is there", () => {
		const network = networkWith(100);
		const promised: number[] = [];
		const handler: Handler = (_spec, answer) => {
			answer.head(100);
			promised.push(answer.body(50));
			network.later(1e9, () => promised.push(answer.body(70)));
			network.later(2e9, () => {
				// The last chunk.
				if (name === "http/1.1") answer.body(5);
				answer.end();
			});
		};
		const diary = new StreamDiary(network);
		create(network, { handler }).ask({ ...OPEN, isOpen: false }, diary);
		until(network, 5_000);
		const [first = 0, second = 0] = promised;
		const frame = name === "h3" ? 3 : 0;
		expect(promised).toEqual([50 + frame, 120 + 2 * frame]);
		expect(diary.parts.slice(0, 3)).toEqual(["200: head", `200: ${first}`, `1200: ${second}`]);
		expect(diary.told.at(-1)).toBe("2200: done");
	});

	it("the server of an open request hears its beginning, then the rest, then its end", () => {
		const network = networkWith(100);
		const heard: string[] = [];
		const note = (what: string): number => heard.push(`${network.kernel.now / 1e6}: ${what}`);
		const handler: Handler = (_spec, answer) => {
			note("request");
			answer.listen({ progress: (bytes) => note(String(bytes)), ended: () => note("end"), gone: () => note("gone") });
		};
		const asked = create(network, { handler }).ask(OPEN, new Diary(network));
		const until1 = (ms: number): void => until(network, ms);
		until1(300);
		const first = asked.write(40);
		until1(500);
		const second = asked.write(60);
		asked.end();
		until1(2_000);
		expect(heard.filter((line, nth) => nth < 3 || line.endsWith("end"))).toEqual([
			"150: request",
			`350: ${first}`,
			`550: ${second}`,
			"550: end",
		]);
	});

	it("whoever gives up is not answered any more, and the server hears of it", () => {
		const network = networkWith(100);
		let goneMs = 0;
		let answer: Answer | undefined;
		const handler: Handler = (_spec, given) => {
			answer = given;
			given.head(100);
			given.listen({ progress: () => {}, ended: () => {}, gone: () => (goneMs = network.kernel.now / 1e6) });
		};
		const asked = create(network, { handler }).ask({ ...OPEN, isOpen: false }, new Diary(network));
		until(network, 1_000);
		expect(answer?.isOpen).toBe(true);
		asked.cancel();
		until(network, 2_000);
		expect([goneMs, answer?.isOpen]).toEqual([1_050, false]);
	});
});

describe("fields behind an answer's content", () => {
	it("end it, with or without content before them", () => {
		for (const bodyBytes of [0, 500]) {
			const network = networkWith(100);
			const handler: Handler = (_spec, answer) => answer.whole(100, bodyBytes, 20);
			const diary = new StreamDiary(network);
			createHttp2Client(network, { handler }).ask({ ...OPEN, isOpen: false }, diary);
			until(network, 1_000);
			expect([diary.told.at(-1), diary.parts]).toEqual([
				"200: done",
				["200: head", ...(bodyBytes === 0 ? [] : [`200: ${bodyBytes}`])],
			]);
		}
	});

	it("need no window", () => {
		const network = networkWith(100);
		const handler: Handler = (_spec, answer) => answer.whole(100, 65_535, 20);
		const diary = new StreamDiary(network);
		createHttp2Client(network, { handler }).ask({ ...OPEN, isOpen: false }, diary);
		until(network, 1_000);
		expect(diary.result?.roundTrips).toMatchObject({ streamWindow: 0, connectionWindow: 0 });
		expect(diary.result?.outcome).toBe("done");
	});
});

describe("a connection that has changed its protocol", () => {
	it("carries bytes both ways, ends with the answer, and carries nothing else", () => {
		const network = networkWith(100);
		const heard: number[] = [];
		const handler: Handler = (_spec, answer) => {
			answer.head(100, true);
			answer.listen({
				progress: (bytes) => heard.push(bytes),
				ended: () => {
					answer.body(4);
					answer.end();
				},
				gone: () => {},
			});
		};
		const client = createHttp1Client(network, { handler, connections: 1 });
		const first = new StreamDiary(network);
		const asked = client.ask({ ...OPEN, isOpen: false }, first);
		until(network, 300);
		asked.write(30);
		until(network, 400);
		asked.write(8);
		asked.end();
		until(network, 1_000);
		expect([...new Set(heard)]).toEqual([30, 38]);
		expect(first.told.at(-1)).toBe("500: done");
		const next = new StreamDiary(network);
		client.ask({ ...OPEN, isOpen: false }, next);
		until(network, 2_000);
		expect(next.told[0]).toBe("1000: connecting 2");
	});
});
