import { describe, expect, it } from "vitest";
import { playbook } from "../testing/playbook.ts";
import { conversationFiguresOf } from "./conversation.ts";
import { CONVERSATION_FIGURES } from "./figures.ts";

const MS = 1_000_000;

const NEWS = `
roundtrip: 1
title: News
nodes:
  reader: { is: client }
  editor: { is: client }
  api: { is: server }
links:
  reader -> api: { rtt: 100ms }
  editor -> api: { rtt: 2ms }
routes:
  api:
    GET /page: [ { reply: 200 } ]
    GET /old: [ { reply: 303, location: /page } ]
    GET /next: [ { wait: news }, { reply: 200 } ]
    POST /news: [ { publish: news, size: 9B }, { reply: 201 } ]
    sse /live: [ { subscribe: news } ]
traffic:
  - reader: GET /page
`;

/** One request for a page over a connection of its own, from a moment on; it takes 200 ms. */
function page(exchange: number, fromMs: number, connection: string): string {
	const at = (ms: number): string => `${fromMs + ms}ms`;
	return `
	${at(0)}   reader begun      e${exchange}.1 api GET /page
	${at(0)}   reader connecting e${exchange}.1 ${connection} api
	${at(100)} reader connected  e${exchange}.1 ${connection} api
	${at(100)} reader sent       e${exchange}.1> ${connection} api 70B GET /page
	${at(150)} api    delivered  e${exchange}.1> ${connection} reader
	${at(150)} api    started    e${exchange}.1
	${at(150)} api    replied    e${exchange}.1 200
	${at(150)} api    sent       e${exchange}.1< ${connection} reader 500B 200 OK
	${at(200)} reader delivered  e${exchange}.1< ${connection} api
	${at(200)} reader settled    e${exchange}.1 ok 200 answered`;
}

/** A piece of news, published at a moment. */
function published(exchange: number, atMs: number): string {
	return `
	${atMs - 1}ms editor begun     e${exchange}.1 api POST /news
	${atMs - 1}ms editor sent      e${exchange}.1> d1 api 80B POST /news
	${atMs}ms     api    delivered e${exchange}.1> d1 editor
	${atMs}ms     api    started   e${exchange}.1
	${atMs}ms     api    published e${exchange}.1 news 1`;
}

const figuresOf = (lines: string, clients: readonly string[] = ["reader"]) =>
	conversationFiguresOf(playbook(lines, NEWS), clients);

describe("a conversation in figures", () => {
	it("counts round-trips, messages and bytes of the clients' links, and no others", () => {
		const figures = figuresOf(`${page(1, 0, "c1")}${published(2, 300)}`);
		expect(figures).toMatchObject({ roundTrips: 2, windowWaits: 0, connections: 1, held: 1 });
		expect(figures).toMatchObject({ messagesUp: 1, messagesDown: 1, bytesUp: 70, bytesDown: 500 });
	});

	it("tells when the first content is there, and when all is", () => {
		const two = `${page(1, 0, "c1")}${page(2, 300, "c2")}`;
		expect(figuresOf(two)).toMatchObject({
			...{ firstContentNs: 200 * MS, allContentNs: 500 * MS, latencyMedianNs: 200 * MS },
			...{ connections: 2, held: 1 },
		});
		expect(figuresOf(two)).not.toHaveProperty("deliveryMedianNs");
	});

	it("takes an answer that sends its client on for no content", () => {
		const figures = figuresOf(`
	0ms   reader begun     e1.1 api GET /old
	0ms   reader sent      e1.1> c1 api 70B GET /old
	50ms  api    delivered e1.1> c1 reader
	50ms  api    sent      e1.1< c1 reader 90B 303 See Other
	100ms reader delivered e1.1< c1 api
	100ms reader retried   e1.2 api redirect /page
	100ms reader sent      e1.2> c1 api 70B GET /page
	150ms api    delivered e1.2> c1 reader
	150ms api    sent      e1.2< c1 reader 500B 200 OK
	200ms reader delivered e1.2< c1 api
	200ms reader settled   e1.2 ok 200 answered`);
		expect(figures).toMatchObject({ roundTrips: 2, firstContentNs: 200 * MS, bytesDown: 590 });
	});

	it("has no content times of a run in which nothing arrived", () => {
		const figures = figuresOf("0ms reader begun e1.1 api GET /page");
		expect(figures).toEqual({
			...{ roundTrips: 0, windowWaits: 0, messagesUp: 0, messagesDown: 0, bytesUp: 0, bytesDown: 0 },
			...{ connections: 0, held: 0 },
		});
	});

	it("leaves out what was begun before a moment, but not the connections that it opened", () => {
		const trace = playbook(`${page(1, 0, "c1")}${page(2, 300, "c2")}`, NEWS);
		expect(conversationFiguresOf(trace, ["reader"], 250 * MS)).toMatchObject({
			...{ roundTrips: 2, messagesUp: 1, bytesDown: 500, firstContentNs: 200 * MS, allContentNs: 200 * MS },
			...{ connections: 2, held: 1 },
		});
	});

	it("says nothing of windows where the world can't tell", () => {
		const figures = conversationFiguresOf(playbook(page(1, 0, "c1"), NEWS, "real"), ["reader"]);
		expect(figures).not.toHaveProperty("windowWaits");
	});

	it("explains each of its figures", () => {
		for (const { what, short } of CONVERSATION_FIGURES) {
			expect(what).toMatch(/\.$/);
			expect(short.length).toBeLessThan(12);
		}
	});
});

const OPENED = `
	0ms   reader begun      e1.1 api sse /live
	0ms   reader sent       e1.1> c1 api 70B GET /live
	50ms  api    delivered  e1.1> c1 reader
	50ms  api    replied    e1.1 200
	50ms  api    sent       e1.1< c1 reader 120B 200 OK
	100ms reader delivered  e1.1< c1 api`;

describe("how long news takes", () => {
	it("is from its publishing to the arrival of the item that it caused", () => {
		const figures = figuresOf(`${OPENED}${published(2, 300)}
	300ms api    sent       e1.1<1 c1 reader 30B item 1 after e2
	350ms reader delivered  e1.1<1 c1 api${published(3, 400)}
	400ms api    sent       e1.1<2 c1 reader 30B item 2 after e3
	470ms reader delivered  e1.1<2 c1 api${published(4, 500)}
	500ms api    sent       e1.1<3 c1 reader 30B item 3 after e4`);
		expect(figures).toMatchObject({
			...{ deliveryMedianNs: 50 * MS, deliveryMaxNs: 70 * MS, undelivered: 1 },
			...{ messagesUp: 1, messagesDown: 4, held: 1 },
		});
		expect(figures).not.toHaveProperty("latencyMedianNs");
		expect(figures).not.toHaveProperty("firstContentNs");
	});

	it.each([
		["where the answer names it", " after e2"],
		["where the answer doesn't", ""],
	])("is found behind the answer to a request that was held back, %s", (_, after) => {
		const figures = figuresOf(`
	0ms   reader begun      e1.1 api GET /next
	0ms   reader sent       e1.1> c1 api 70B GET /next
	50ms  api    delivered  e1.1> c1 reader
	50ms  api    started    e1.1${published(2, 300)}
	300ms api    replied    e1.1 200${after}
	300ms api    sent       e1.1< c1 reader 90B 200 OK
	350ms reader delivered  e1.1< c1 api
	350ms reader settled    e1.1 ok 200 answered`);
		expect(figures).toMatchObject({ deliveryMedianNs: 50 * MS, undelivered: 0, latencyMedianNs: 350 * MS, held: 1 });
	});

	it("lasts for who polls until the answer to the first request that was taken after it", () => {
		const figures = figuresOf(`${page(1, 0, "c1")}${published(3, 210)}${page(2, 250, "c2")}`);
		expect(figures).toMatchObject({ deliveryMedianNs: 240 * MS, undelivered: 0 });
	});

	it("is of others only: nobody hears of what they said themselves", () => {
		const figures = figuresOf(`${page(1, 0, "c1")}${published(2, 300)}`, ["editor"]);
		expect(figures).not.toHaveProperty("undelivered");
	});
});

describe("what a server has to keep", () => {
	it("is a stream until its end has left, or its client has", () => {
		const left = `${OPENED}
	400ms reader closed  e1.1 c1 api left
	400ms reader settled e1.1 ok 200 left`;
		expect(figuresOf(`${left}${page(2, 500, "c2")}`)).toMatchObject({ connections: 1, held: 1 });
		expect(figuresOf(`${OPENED}${page(2, 500, "c2")}`)).toMatchObject({ held: 2 });
	});
});
