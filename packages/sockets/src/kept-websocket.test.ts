import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type KeptForTest, keepForTest } from "./testing/kept.ts";

const PATIENCE_MS = 60_000;

const CHAT = `
types: { Post: { title: text 40B } }
nodes: { app: { is: client }, chat: { is: server, websocket: { ping: 1s, limit: 2kB, compress: true, subscriptions: true } }, posts: { is: database } }
links: { app -> chat: { rtt: 1ms }, chat -> posts: { rtt: 1ms } }
routes:
  chat:
    GET /count: [ { query: posts }, { reply: 200 } ]
    websocket /slow: [ { each: [ { work: 50ms }, { query: posts, effect: message }, { send: 1 } ] } ]
    websocket /list: [ { each: [ { send: 1, data: 80 Post } ] } ]
    graphql subscription ticks: [ { send: 2, every: 20ms, data: Post } ]
    graphql subscription news: [ { subscribe: news } ]
    POST /news: [ { publish: news }, { reply: 202 } ]
traffic: [ { app: GET /count } ]
`;

let kept: KeptForTest;
let isOver = false;
beforeAll(async () => {
	kept = await keepForTest(CHAT);
}, PATIENCE_MS);
afterAll(async () => {
	if (!isOver) await kept.end();
});

async function open(path: string): Promise<WebSocket> {
	const socket = new WebSocket(kept.url("chat", path).replace("http", "ws"));
	socket.on("error", () => undefined);
	await once(socket, "open");
	return socket;
}

async function countOfRows(): Promise<number> {
	const { count } = (await (await fetch(kept.url("chat", "/count"))).json()) as { readonly count: number };
	return count;
}

describe("a kept WebSocket", { timeout: PATIENCE_MS }, () => {
	it("is compressed for those who offer that", async () => {
		const socket = await open("/list");
		expect(socket.extensions).toContain("permessage-deflate");
		socket.send("x".repeat(1_500));
		const [content] = (await once(socket, "message")) as [Buffer];
		expect(JSON.parse(content.toString())).toHaveLength(80);
		socket.close();
		await once(socket, "close");
	});

	it("takes no more at once than the scenario says", async () => {
		const socket = await open("/slow");
		socket.send("x".repeat(2_049));
		expect((await once(socket, "close"))[0]).toBe(1009);
	});

	it("works on what its client said before it closed", async () => {
		const before = await countOfRows();
		const socket = await open("/slow");
		socket.send("one");
		socket.send("two");
		socket.close(1000);
		expect((await once(socket, "close"))[0]).toBe(1000);
		await expect.poll(countOfRows, { timeout: 5_000 }).toBe(before + 2);
	});

	it("is asked whether its client is there, and ended where that doesn't answer", async () => {
		const [present, gone] = [await open("/slow"), await open("/slow")];
		// As if its machine had gone dark: what comes is not read any more.
		gone.pause();
		await once(present, "ping");
		await once(present, "ping");
		await sleep(100);
		expect(present.readyState).toBe(WebSocket.OPEN);
		gone.resume();
		expect((await once(gone, "close"))[0]).toBe(1006);
		present.close();
		await once(present, "close");
	});

	it("carries subscriptions of GraphQL, for any client that speaks graphql-transport-ws", async () => {
		const client = createClient({ url: kept.url("chat", "/graphql").replace("http", "ws"), webSocketImpl: WebSocket });
		const titles: unknown[] = [];
		for await (const { data } of client.iterate<{ ticks: { title: string } }>({
			query: "subscription { ticks { title } }",
		}))
			titles.push(data?.ticks.title);
		expect(titles).toEqual([expect.stringMatching(/^1 /), expect.stringMatching(/^2 /)]);
		const news = client.iterate<{ news: string }>({ query: "subscription { news }" });
		const first = news.next();
		await sleep(200);
		await fetch(kept.url("chat", "/news"), { method: "POST", body: "it is spring" });
		expect((await first).value).toEqual({ data: { news: "it is spring" } });
		await news.return?.();
		await client.dispose();
	});

	it("of GraphQL is closed where nobody has agreed upon the subprotocol", async () => {
		const socket = await open("/graphql");
		expect((await once(socket, "close"))[0]).toBe(4406);
	});

	it("hears that its server goes away", async () => {
		const socket = await open("/slow");
		const closed = once(socket, "close");
		isOver = true;
		await kept.end();
		expect((await closed)[0]).toBe(1001);
	});
});
