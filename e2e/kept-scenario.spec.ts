import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { type KeptCommand, keepScenario } from "../apps/cli/src/testing/kept-command.ts";
import { expect, test } from "./support/test.ts";

const SCENARIO = `
types: { Post: { id: number, title: text 9B } }
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { rtt: 20ms }, bank -> ledger: { rtt: 2ms } }
routes:
  bank:
    POST /transfers: [ { query: ledger, effect: transfer, takes: 2ms }, { publish: moves }, { reply: 201 } ]
    GET /transfers: [ { query: ledger }, { reply: 200 } ]
    sse /moves: [ { subscribe: moves } ]
    websocket /echo: [ { each: [ { send: 1 } ] } ]
    graphql query post: [ { reply: 200, data: Post } ]
    connect Posts/Get: [ { reply: 200, data: Post } ]
traffic: [ { phone: POST /transfers } ]`;

const EMPTY_PAGE = "<!doctype html><title>A page</title>";

let kept: KeptCommand;
/** Of somebody's own page, at another port of this machine. */
const neighbour = createServer((_, response) => response.setHeader("content-type", "text/html").end(EMPTY_PAGE));
test.beforeAll(async () => {
	neighbour.listen(0, "127.0.0.1");
	kept = await keepScenario(SCENARIO);
});
test.afterAll(async () => {
	neighbour.close();
	neighbour.closeAllConnections();
	await kept.interrupt();
});

async function goToNeighbour(page: Page): Promise<void> {
	const { port } = neighbour.address() as AddressInfo;
	await page.goto(`http://localhost:${port}/`);
}

async function goToWeb(page: Page): Promise<void> {
	await page.route("http://shop.test/", (route) => route.fulfill({ contentType: "text/html", body: EMPTY_PAGE }));
	await page.goto("http://shop.test/");
}

/** Moves money and counts, as a page does; the error's name where the browser lets it do neither. */
function transferAndCount(page: Page): Promise<unknown> {
	return page.evaluate(
		async (url) => {
			try {
				const headers = { "content-type": "application/json" };
				const posted = await fetch(url, { method: "POST", headers, body: '{"amount":100}' });
				return { status: posted.status, read: await (await fetch(url)).json() };
			} catch (error) {
				return error instanceof Error ? error.name : "";
			}
		},
		kept.url("bank", "/transfers"),
	);
}

/** What a WebSocket answers to `hello`; `refused` where it isn't opened. */
function echo(page: Page): Promise<string> {
	return page.evaluate(
		(url) =>
			new Promise<string>((resolve) => {
				const socket = new WebSocket(url);
				socket.addEventListener("open", () => socket.send("hello"));
				socket.addEventListener("error", () => resolve("refused"));
				socket.addEventListener("message", ({ data }) => {
					resolve(String(data));
					socket.close();
				});
			}),
		kept.url("bank", "/echo").replace("http:", "ws:"),
	);
}

/** Listens with EventSource, moves money, and gives what is heard; `refused` where the browser may not listen. */
function listen(page: Page): Promise<string> {
	return page.evaluate(
		([events, transfers]) =>
			new Promise<string>((resolve) => {
				const source = new EventSource(events);
				source.addEventListener("open", () => void fetch(transfers, { method: "POST", body: "three euros" }));
				source.addEventListener("error", () => resolve("refused"));
				source.addEventListener("message", ({ data }) => {
					resolve(String(data));
					source.close();
				});
			}),
		[kept.url("bank", "/moves"), kept.url("bank", "/transfers")] as const,
	);
}

test("a page of another port of this machine can ask a kept server, and one of the web can't", async ({ page }) => {
	await goToNeighbour(page);
	expect(await transferAndCount(page)).toEqual({ status: 201, read: { count: 1 } });
	await goToWeb(page);
	expect(await transferAndCount(page)).toBe("TypeError");
	await goToNeighbour(page);
	expect(await transferAndCount(page)).toEqual({ status: 201, read: { count: 2 } });
});

test("the browser's own WebSocket and EventSource are served, but not those of a page of the web", async ({ page }) => {
	await goToNeighbour(page);
	expect(await echo(page)).toBe("hello");
	expect(await listen(page)).toBe("three euros");
	await goToWeb(page);
	expect(await echo(page)).toBe("refused");
	expect(await listen(page)).toBe("refused");
});

test("a page asks by GraphQL and by Connect", async ({ page }) => {
	await goToNeighbour(page);
	const ask = (path: string, body: unknown): Promise<unknown> =>
		page.evaluate(
			async ([url, content]) => {
				const headers = { "content-type": "application/json" };
				return (await fetch(url, { method: "POST", headers, body: content })).json();
			},
			[kept.url("bank", path), JSON.stringify(body)] as const,
		);
	const post = { id: 1, title: "1 There a" };
	expect(await ask("/graphql", { query: "{ post { id title } }" })).toEqual({ data: { post } });
	expect(await ask("/Posts/Get", {})).toEqual(post);
});

test("its address shows what it is", async ({ page }) => {
	await page.goto(kept.url("bank", "/"));
	await expect(page.getByText("GET /transfers")).toBeVisible();
});
