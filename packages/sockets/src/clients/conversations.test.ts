import type { Trace } from "@roundtrip/model";
import { describe, expect, test } from "vitest";
import { rehearse, scenarioOf } from "../testing/rehearse.ts";
import { eventsOf, storyOf } from "../testing/story.ts";

const PATIENCE_MS = 30_000;

async function play(text: string): Promise<Trace> {
	return rehearse(scenarioOf(text));
}

function settledOf(trace: Trace): readonly unknown[] {
	return eventsOf(trace, "settled").map(({ call, data }) => ({ call, ...data }));
}

/** What became of every message that was sent. */
function ends(trace: Trace, ...names: readonly string[]): readonly string[] {
	return storyOf(trace, "delivered", "lost").filter((line) => names.some((name) => line.includes(name)));
}

const OK = { belief: "ok", status: 200, why: "answered" };

describe("conversations on real sockets", { timeout: PATIENCE_MS }, () => {
	test("a server asks another before it answers, and works on after its answer", async () => {
		const trace = await play(`
nodes: { phone: { is: client }, shop: { is: server }, billing: { is: server }, ledger: { is: database } }
links: { phone -> shop: { rtt: 10ms }, shop -> billing: { rtt: 4ms }, billing -> ledger: { rtt: 2ms } }
routes:
  shop: { POST /orders: [ { ask: billing, request: POST /charge, size: 50B }, { reply: 201 }, { ask: billing, request: GET /stock, times: 2, at-once: true } ] }
  billing: { POST /charge: [ { query: ledger, effect: charge, times: 2 }, { reply: 201 } ], GET /stock: [ { reply: 200 } ] }
traffic: [ { phone: POST /orders } ]`);
		expect(ends(trace, ">")).toEqual(
			expect.arrayContaining([
				"shop delivered e1.1>",
				"billing delivered e1.1/1>",
				"ledger delivered e1.1/1/1>",
				"ledger delivered e1.1/1/2>",
				"billing delivered e1.1/2>",
				"billing delivered e1.1/3>",
			]),
		);
		expect(settledOf(trace)).toEqual([{ call: "e1.1", belief: "ok", status: 201, why: "answered" }]);
	});

	test("two subscribers get what is published, each by its cause, and leave", async () => {
		const trace = await play(`
nodes: { phone: { is: client }, tablet: { is: client }, editor: { is: client }, api: { is: server } }
links: { phone -> api: { rtt: 10ms }, tablet -> api: { rtt: 10ms }, editor -> api: { rtt: 10ms } }
routes:
  api:
    sse /news: [ { subscribe: news } ]
    POST /news: [ { publish: news }, { reply: 201 } ]
traffic:
  - { phone: sse /news, items: 2 }
  - { tablet: sse /news, items: 1 }
  - { editor: POST /news, at: 200ms, every: 50ms, times: 2, body: "hello" }`);
		expect(ends(trace, "e1.1<", "e2.1<")).toEqual(
			expect.arrayContaining(["phone delivered e1.1<1", "phone delivered e1.1<2", "tablet delivered e2.1<1"]),
		);
		const events = [...trace.events()];
		const published = eventsOf(trace, "published");
		expect(published.map(({ data }) => data)).toEqual([
			{ channel: "news", number: 1 },
			{ channel: "news", number: 2 },
		]);
		const second = eventsOf(trace, "sent").find(({ message }) => message === "e1.1<2");
		expect(second?.causes).toContain(published[1]?.seq);
		expect(second?.data).toMatchObject({ summary: "item 2", body: "id: 2\ndata: hello\n\n" });
		expect(settledOf(trace)).toEqual(
			expect.arrayContaining([
				{ call: "e1.1", belief: "ok", status: 200, why: "left" },
				{ call: "e2.1", belief: "ok", status: 200, why: "left" },
			]),
		);
		expect(events.filter((event) => event.kind === "closed" && event.data.why === "left")).toHaveLength(2);
	});

	test("long polling is answered with what is published, or with nothing when it has waited long enough", async () => {
		const trace = await play(`
nodes: { phone: { is: client }, editor: { is: client }, api: { is: server, workers: 1 } }
links: { phone -> api: { rtt: 10ms }, editor -> api: { rtt: 10ms } }
routes:
  api:
    GET /news: [ { wait: news, at-most: 300ms }, { reply: 200 } ]
    POST /news: [ { publish: news }, { reply: 201 } ]
traffic:
  - { phone: GET /news, times: 2, one-by-one: true }
  - { editor: POST /news, at: 100ms, body: "hello" }`);
		expect(eventsOf(trace, "replied").map(({ data }) => data.status)).toEqual([200, 201, 204]);
		expect(eventsOf(trace, "sent").filter(({ data }) => data.body === "hello")).toHaveLength(2);
	});

	test("a chat over WebSocket: what one says all hear, and who has said all closes", async () => {
		const trace = await play(`
nodes: { ann: { is: client }, bob: { is: client }, chat: { is: server } }
links: { ann -> chat: { rtt: 10ms }, bob -> chat: { rtt: 10ms, tls: 1.3 } }
routes:
  chat:
    websocket /say: [ { each: [ { publish: room } ] } ]
    websocket /hear: [ { subscribe: room } ]
traffic:
  - { bob: websocket /hear, items: 3 }
  - { ann: websocket /say, at: 300ms, send: 3, send-every: 20ms, body: "hi" }`);
		expect(ends(trace, "e2.1")).toEqual([
			"chat delivered e2.1>",
			"ann delivered e2.1<",
			"chat delivered e2.1>1",
			"chat delivered e2.1>2",
			"chat delivered e2.1>3",
			"chat delivered e2.1>end",
			"ann delivered e2.1<end",
		]);
		expect(ends(trace, "e1.1")).toEqual(
			expect.arrayContaining(["bob delivered e1.1<1", "bob delivered e1.1<3", "chat delivered e1.1>end"]),
		);
		expect(settledOf(trace)).toEqual(
			expect.arrayContaining([
				{ call: "e1.1", belief: "ok", status: 101, why: "left" },
				{ call: "e2.1", belief: "ok", status: 101, why: "answered" },
			]),
		);
	});

	test("gRPC: one call, and a conversation in which each item is answered", async () => {
		const trace = await play(`
types: { Post: { title: text 20B } }
nodes: { phone: { is: client }, api: { is: server } }
links: { phone -> api: { rtt: 10ms, over: http/2 } }
routes:
  api:
    grpc Feed/List: [ { reply: 200, data: 3 Post } ]
    grpc Feed/Talk: [ { each: [ { send: 1, data: Post } ] } ]
traffic:
  - { phone: grpc Feed/List, one-by-one: true }
  - { phone: grpc Feed/Talk, at: 200ms, send: 2, send-every: 20ms, size: 30B }`);
		expect(settledOf(trace)).toEqual([
			{ call: "e1.1", ...OK },
			{ call: "e2.1", ...OK },
		]);
		expect(ends(trace, "e2.1")).toEqual([
			"api delivered e2.1>",
			"api delivered e2.1>1",
			"phone delivered e2.1<",
			"phone delivered e2.1<1",
			"api delivered e2.1>2",
			"api delivered e2.1>end",
			"phone delivered e2.1<2",
			"phone delivered e2.1<end",
		]);
	});

	test("Connect, GraphQL and JSON-RPC answer the same question in their own words", async () => {
		const trace = await play(`
types: { Post: { title: text 20B, likes: number } }
nodes: { phone: { is: client }, api: { is: server } }
links: { phone -> api: { rtt: 10ms } }
routes:
  api:
    GET /feed: [ { reply: 200, data: 2 Post } ]
    connect Feed/List: [ { reply: 200, data: 2 Post } ]
    connect Feed/Watch: [ { send: 2, data: Post } ]
    json-rpc feed.list: [ { reply: 200, data: 2 Post } ]
    json-rpc feed.none: [ { reply: 404 } ]
    graphql query feed: [ { reply: 200, data: 2 Post } ]
    graphql subscription news: [ { send: 2, data: Post } ]
traffic:
  - { phone: GET /feed }
  - { phone: connect Feed/List, at: 100ms }
  - { phone: connect Feed/Watch, at: 200ms }
  - { phone: json-rpc feed.list, at: 300ms }
  - { phone: json-rpc feed.none, at: 400ms }
  - { phone: "graphql query feed { title }", at: 500ms }
  - { phone: graphql subscription news, at: 600ms }`);
		expect(settledOf(trace)).toEqual([
			{ call: "e1.1", ...OK },
			{ call: "e2.1", ...OK },
			{ call: "e3.1", ...OK },
			{ call: "e4.1", ...OK },
			{ call: "e5.1", belief: "failed", status: 404, why: "answered" },
			{ call: "e6.1", ...OK },
			{ call: "e7.1", ...OK },
		]);
		const answer = eventsOf(trace, "sent").find(({ message }) => message === "e6.1<");
		expect(JSON.parse(answer?.data.body ?? "")).toMatchObject({ data: { feed: [{ title: expect.any(String) }, {}] } });
		expect(ends(trace, "e3.1<", "e7.1<")).toHaveLength(8);
	});
});
