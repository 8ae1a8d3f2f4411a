import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "./support/test.ts";

const site = new URL("../apps/web/dist/", import.meta.url);
const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
const PATH = "/some/where/";
let server: Server;
let address: string;

/** A static host that knows nothing of us, with the site under a path of its own. */
test.beforeAll(async () => {
	server = createServer((request, response) => {
		const path = (request.url ?? "/").split("?")[0] ?? "/";
		const file = new URL(path.slice(PATH.length) || "index.html", site);
		const type = types[extname(file.pathname)] ?? "application/octet-stream";
		readFile(path.startsWith(PATH) ? file : new URL("nowhere", site)).then(
			(bytes) => response.setHeader("content-type", type).end(bytes),
			() => response.writeHead(404).end(),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`;
});

test.afterAll(async () => {
	await new Promise((resolve) => server.close(resolve));
});

test("the site works from any static host; real runs are off there, and it says why", async ({ page }) => {
	await page.goto(`${address}#/lab/lost-reply`);
	await expect(page.getByTestId("sentence")).toContainText("Nothing has happened yet");
	const real = page.getByRole("radio", { name: "Real" });
	await expect(real).toBeDisabled();
	await expect(page.locator("label", { has: real })).toHaveAttribute("title", /roundtrip serve/);
});

test("the first load of the lab is at most 300 kB of compressed script", async ({ page }) => {
	const scripts = new Map<string, number>();
	page.context().on("response", async (response) => {
		if (response.url().endsWith(".js")) scripts.set(response.url(), gzipSync(await response.body()).length);
	});
	await page.goto(`${address}#/lab/lost-reply`);
	await expect(page.getByTestId("sentence")).toContainText("Nothing has happened yet");
	await page.waitForLoadState("networkidle");
	const bytes = [...scripts.values()].reduce((sum, each) => sum + each, 0);
	expect([...scripts.keys()].some((url) => url.includes("worker"))).toBe(true);
	expect(bytes).toBeLessThan(300_000);
});
