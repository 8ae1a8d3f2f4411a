import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { build } from "vite";

/** The library as a site would ship it: one module for browsers. */
async function bundle(): Promise<string> {
	const entry = fileURLToPath(new URL("../packages/fetch/dist/index.js", import.meta.url));
	const lib = { entry, formats: ["es" as const], fileName: "fetch" };
	const built = await build({ configFile: false, logLevel: "error", build: { write: false, lib } });
	const [output] = Array.isArray(built) ? built : [built];
	const first = output !== undefined && "output" in output ? output.output[0] : undefined;
	if (first === undefined) throw new Error("the library has no bundle");
	return first.code;
}

/** Serves the library, and a route whose connection breaks at the first request of a key. */
function serve(code: string, seen: (string | undefined)[]): Server {
	return createServer((request, response) => {
		// Over a connection that was used before, Chromium itself asks again where it breaks, a POST as well.
		response.setHeader("connection", "close");
		if (request.url === "/fetch.js") response.writeHead(200, { "content-type": "text/javascript" }).end(code);
		else if (request.url === "/transfers") {
			const key = request.headers["idempotency-key"];
			seen.push(typeof key === "string" ? key : undefined);
			if (seen.length === 1) request.socket.destroy();
			else response.writeHead(201).end("made");
		} else response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>A site</title>");
	});
}

test("the fetch library retries in a browser, with one key, and says that what failed may have happened", async ({
	page,
}) => {
	const seen: (string | undefined)[] = [];
	const server = serve(await bundle(), seen).listen(0, "127.0.0.1");
	await once(server, "listening");
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	await page.goto(url);
	const said = await page.evaluate(async () => {
		const address = "/fetch.js";
		const { createFetch, historyOf, RequestFailure } = await import(/* @vite-ignore */ address);
		const http = createFetch({ idempotencyKey: "auto", retry: { attempts: 3, baseMs: 0, capMs: 0 } });
		const made = await http("/transfers", { method: "POST", body: "5" });
		const failure = await http("http://127.0.0.1:1/").catch((error: unknown) => error);
		return {
			...{ status: made.status, text: await made.text(), tries: historyOf(made).attempts.length },
			...{ isOurs: failure instanceof RequestFailure, happened: failure.happened },
		};
	});
	server.close();
	expect(said).toEqual({ status: 201, text: "made", tries: 2, isOurs: true, happened: "maybe" });
	expect(seen.length).toBe(2);
	expect(seen[0]).toMatch(/^"[0-9a-f-]{36}"$/);
	expect(seen[1]).toBe(seen[0]);
});
