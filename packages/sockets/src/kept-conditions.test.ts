import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KeptForTest, keepForTest } from "./testing/kept.ts";

const PATIENCE_MS = 60_000;

const SHELF = `
nodes: { app: { is: client }, shelf: { is: server, compress: true }, books: { is: database } }
links: { app -> shelf: { rtt: 1ms }, shelf -> books: { rtt: 1ms } }
routes:
  shelf:
    GET /book: [ { reply: 200, size: 3kB, headers: { etag: '"v2"', last-modified: "Mon, 05 Jan 2026 10:00:00 GMT" } } ]
    PUT /book: [ { query: books, effect: write }, { reply: 204 } ]
    GET /count: [ { query: books }, { reply: 200 } ]
traffic: [ { app: GET /book } ]
`;

let kept: KeptForTest;
beforeAll(async () => {
	kept = await keepForTest(SHELF);
}, PATIENCE_MS);
afterAll(() => kept.end());

interface Got {
	readonly status: number | undefined;
	readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
	readonly content: Buffer;
}

/** As it is on the wire: nothing is unpacked, and no field is added. */
function ask(method: string, path: string, headers: Record<string, string> = {}): Promise<Got> {
	return new Promise((resolve, reject) => {
		const asked = request(kept.url("shelf", path), { method, headers }, (answer) => {
			const chunks: Buffer[] = [];
			answer.on("data", (chunk: Buffer) => chunks.push(chunk));
			answer.on("end", () =>
				resolve({ status: answer.statusCode, headers: answer.headers, content: Buffer.concat(chunks) }),
			);
		});
		asked.on("error", reject);
		asked.end();
	});
}

describe("who asks a kept server", { timeout: PATIENCE_MS }, () => {
	it("for what it has already gets no content again", async () => {
		const whole = await ask("GET", "/book");
		expect([whole.status, whole.content.length]).toEqual([200, 3_000]);
		const same = await ask("GET", "/book", { "if-none-match": 'W/"v2", "v1"' });
		expect([same.status, same.content.length, same.headers.etag]).toEqual([304, 0, whole.headers.etag]);
		const since = await ask("GET", "/book", { "if-modified-since": "Tue, 06 Jan 2026 10:00:00 GMT" });
		expect(since.status).toBe(304);
		expect((await ask("GET", "/book", { "if-none-match": '"v1"' })).content).toEqual(whole.content);
		expect((await ask("GET", "/book", { "if-match": '"v1"' })).status).toBe(412);
	});

	it("for a part of it gets that part", async () => {
		const whole = await ask("GET", "/book");
		const part = await ask("GET", "/book", { range: "bytes=10-19" });
		expect([part.status, part.headers["content-range"]]).toEqual([206, "bytes 10-19/3000"]);
		expect(part.content).toEqual(whole.content.subarray(10, 20));
		expect((await ask("GET", "/book", { range: "bytes=5000-" })).status).toBe(416);
	});

	it("for gzip gets it, and who doesn't gets the content as it is", async () => {
		const whole = await ask("GET", "/book");
		expect(whole.headers).not.toHaveProperty("content-encoding");
		expect(whole.headers.vary).toContain("accept-encoding");
		const packed = await ask("GET", "/book", { "accept-encoding": "gzip, br" });
		expect(packed.headers["content-encoding"]).toBe("gzip");
		expect(packed.content.length).toBeLessThan(300);
		expect(packed.headers["content-length"]).toBe(String(packed.content.length));
		expect(gunzipSync(packed.content)).toEqual(whole.content);
		const head = await ask("HEAD", "/book", { "accept-encoding": "gzip" });
		expect([head.headers["content-length"], head.content.length]).toEqual([String(packed.content.length), 0]);
	});

	it("to change something else than is there changes nothing", async () => {
		const count = async (): Promise<string> => (await ask("GET", "/count")).content.toString();
		const before = await count();
		expect((await ask("PUT", "/book", { "if-match": '"v1"' })).status).toBe(412);
		expect(await count()).toBe(before);
		expect((await ask("PUT", "/book", { "if-match": '"v2"' })).status).toBe(204);
		expect(await count()).not.toBe(before);
	});
});
