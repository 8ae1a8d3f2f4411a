import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { type KeptCommand, keepScenario } from "../apps/cli/src/testing/kept-command.ts";
import { expect, test } from "./support/test.ts";

const SCENARIO = `
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { rtt: 20ms }, bank -> ledger: { rtt: 2ms } }
routes:
  bank:
    POST /transfers: [ { query: ledger, effect: transfer, takes: 2ms }, { reply: 201 } ]
    GET /transfers: [ { query: ledger }, { reply: 200 } ]
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

test("a page of another port of this machine can ask a kept server, and one of the web can't", async ({ page }) => {
	const { port } = neighbour.address() as AddressInfo;
	await page.goto(`http://localhost:${port}/`);
	expect(await transferAndCount(page)).toEqual({ status: 201, read: { count: 1 } });
	await page.route("http://shop.test/", (route) => route.fulfill({ contentType: "text/html", body: EMPTY_PAGE }));
	await page.goto("http://shop.test/");
	expect(await transferAndCount(page)).toBe("TypeError");
	await page.goto(`http://localhost:${port}/`);
	expect(await transferAndCount(page)).toEqual({ status: 201, read: { count: 2 } });
});

test("its address shows what it is", async ({ page }) => {
	await page.goto(kept.url("bank", "/"));
	await expect(page.getByText("GET /transfers")).toBeVisible();
});
