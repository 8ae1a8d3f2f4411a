import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KeptCommand, keepScenario } from "../testing/kept-command.ts";
import { roundtrip } from "../testing/recorder.ts";

const run = promisify(execFile);
const hasCurl = spawnSync("curl", ["--version"]).status === 0;
const PATIENCE_MS = 60_000;

const SCENARIO = `
nodes:
  phone: { is: client }
  app: { is: client }
  old: { is: client }
  bank: { is: server }
  desk: { is: server, workers: 1, queue: 0, timeout: 50ms }
  ledger: { is: database }
links:
  phone -> bank: { rtt: 20ms, over: http/2 }
  app -> bank: { rtt: 20ms, tls: 1.3, over: http/2 }
  old -> bank: { rtt: 20ms, tls: 1.2 }
  phone -> desk: { rtt: 20ms }
  bank -> ledger: { rtt: 2ms }
  desk -> ledger: { rtt: 2ms }
routes:
  bank:
    POST /transfers: [ { query: ledger, effect: transfer, takes: 2ms }, { reply: 201, size: 200B } ]
    GET /transfers: [ { query: ledger }, { reply: 200 } ]
    GET /price: [ { reply: 200, body: '{"price":3}' } ]
    DELETE /transfers: [ { reply: 204 } ]
    json-rpc price.get: [ { reply: 200, body: three } ]
    graphql query price: [ { reply: 200, body: three } ]
    graphql subscription prices: [ { send: 2, every: 1ms, body: three } ]
    connect Prices/Get: [ { reply: 200, body: three } ]
    grpc Prices/Watch: [ { send: 2, every: 1ms, body: three } ]
    sse /prices: [ { send: 2, every: 1ms, body: three } ]
    websocket /prices: [ { each: [ { send: 1 } ] } ]
  desk:
    GET /slow: [ { work: 1s }, { reply: 200 } ]
    GET /report: [ { query: ledger, takes: 10s }, { reply: 200 } ]
traffic:
  - { phone: POST /transfers, to: bank, body: '{"to":"DE89 3704","amount":100}' }
`;

let kept: KeptCommand;
beforeAll(async () => {
	kept = await keepScenario(SCENARIO);
}, PATIENCE_MS);

async function curl(...args: readonly string[]): Promise<string> {
	const { stdout } = await run("curl", ["--silent", "--show-error", ...args]);
	return stdout;
}

function address(speaks: string, tls?: string) {
	const found = kept.servers[0]?.addresses.find((each) => each.speaks.includes(speaks) && each.tls === tls);
	if (found === undefined) throw new Error(`no address for ${speaks}, TLS ${tls}`);
	return found;
}

describe("a kept scenario and fetch", () => {
	it("shows the effects of a POST in the count that a GET reads", async () => {
		const count = async (): Promise<number> => {
			const { count: read } = (await (await fetch(kept.url("bank", "/transfers"))).json()) as { count: number };
			return read;
		};
		const before = await count();
		for (const amount of [100, 200]) {
			const posted = await fetch(kept.url("bank", "/transfers"), { method: "POST", body: JSON.stringify({ amount }) });
			expect([posted.status, posted.headers.get("content-length")]).toEqual([201, "200"]);
			await posted.json();
		}
		expect(await count()).toBe(before + 2);
	});

	it("answers HEAD as GET without content, and OPTIONS with what a path takes", async () => {
		const head = await fetch(kept.url("bank", "/price"), { method: "HEAD" });
		expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "11", ""]);
		const options = await fetch(kept.url("bank", "/transfers?page=2"), { method: "OPTIONS" });
		expect([options.status, options.headers.get("allow")]).toEqual([204, "POST, GET, DELETE, HEAD, OPTIONS"]);
		expect((await fetch(kept.url("bank", "/transfers"), { method: "DELETE" })).status).toBe(204);
	});

	it.each([
		["a path that no route has", "/nothing", {}, 404],
		["a method that its path does not take", "/price", { method: "PUT", body: "{}" }, 405],
		["more than a mebibyte", "/transfers", { method: "POST", body: "x".repeat(1_048_577) }, 413],
	])("answers %s with problem details", async (_, path, init, status) => {
		const answer = await fetch(kept.url("bank", path), init);
		expect(answer.status).toBe(status);
		expect(answer.headers.get("content-type")).toBe("application/problem+json");
		expect(await answer.json()).toMatchObject({ type: "about:blank", status });
	});

	it("says that its queue is full, and that a database took too long", async () => {
		const answers = await Promise.all([fetch(kept.url("desk", "/slow")), fetch(kept.url("desk", "/slow"))]);
		expect(answers.map((each) => each.status).sort((a, b) => a - b)).toEqual([200, 503]);
		const report = await fetch(kept.url("desk", "/report"));
		expect(await report.json()).toMatchObject({ status: 504, detail: "ledger did not answer in time." });
	});

	it("lets in pages of this machine, and none of the web", async () => {
		const foreign = await fetch(kept.url("bank", "/price"), { headers: { origin: "https://example.com" } });
		expect([foreign.status, foreign.headers.get("access-control-allow-origin")]).toEqual([403, null]);
		const own = await fetch(kept.url("bank", "/price"), { headers: { origin: "http://localhost:5173" } });
		expect(own.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
	});
});

describe.skipIf(!hasCurl)("a kept scenario and curl", () => {
	it("takes the printed commands as they are", async () => {
		for (const { request, command } of kept.servers[0]?.routes ?? []) {
			if (!command.startsWith("curl ")) continue;
			const { stdout } = await run("sh", ["-c", `${command} --silent`]);
			expect(stdout, request).toMatch(command.startsWith("curl -i") ? /^HTTP\/1\.1 20[014] / : /three/);
		}
	});

	it("has a command for what curl doesn't speak, and says where each protocol is described", async () => {
		const [bank] = kept.servers;
		const commandFor = (wanted: string) => bank?.routes.find(({ request }) => request === wanted)?.command;
		const { host } = new URL(address("http/2").url);
		expect(commandFor("grpc Prices/Watch")).toBe(`grpcurl -plaintext -d '{}' ${host} Prices/Watch`);
		expect(commandFor("websocket /prices")).toBe(`websocat ${kept.url("bank", "/prices").replace("http", "ws")}`);
		expect(await curl(bank?.graphql?.schema ?? "")).toContain("type Subscription {\n  prices: String\n}");
		expect(await curl(bank?.protos[0] ?? "")).toContain("service Prices {");
	});

	it("speaks HTTP/2 with prior knowledge, and by ALPN over TLS with the printed authority", async () => {
		const version = ["--write-out", " %{http_version}"];
		const plain = address("http/2");
		expect(await curl("--http2-prior-knowledge", ...version, `${plain.url}/price`)).toBe('{"price":3} 2');
		const { url, authority = "" } = address("http/2", "1.3");
		expect(await curl("--cacert", authority, ...version, `${url}/price`)).toBe('{"price":3} 2');
		expect(await curl("--cacert", authority, "--http1.1", ...version, `${url}/price`)).toBe('{"price":3} 1.1');
		const old = address("http/1.1", "1.2");
		const byName = old.url.replace("127.0.0.1", "localhost");
		expect(await curl("--cacert", old.authority ?? "", ...version, `${byName}/price`)).toBe('{"price":3} 1.1');
	});

	it("is trusted by nobody who was not told the authority", async () => {
		await expect(curl(`${address("http/2", "1.3").url}/price`)).rejects.toThrow(/certificate/);
	});

	it("answers a foreign Host with 421", async () => {
		const answer = await curl("--header", "host: example.com", kept.url("bank", "/price"));
		expect(JSON.parse(answer)).toMatchObject({ status: 421 });
	});
});

describe("what a kept server says of itself", () => {
	it("is a page for people, and an OpenAPI document with all its addresses", async () => {
		expect(await (await fetch(kept.url("bank", "/"))).text()).toContain("GET /price");
		const document = (await (await fetch(kept.servers[0]?.openApi ?? "")).json()) as {
			readonly servers: readonly { readonly url: string }[];
			readonly paths: Readonly<Record<string, object>>;
		};
		expect(document.servers.map(({ url }) => url)).toEqual(kept.servers[0]?.addresses.map(({ url }) => url));
		expect(Object.keys(document.paths)).toEqual(["/transfers", "/price", "/prices"]);
	});
});

describe("the end of a kept scenario", () => {
	it("comes with Ctrl-C and code 130, and leaves neither processes nor files", async () => {
		const { stdout } = await run("pgrep", ["-P", String(kept.processId)]);
		const children = stdout.trim().split("\n").map(Number);
		expect(children).toHaveLength(3);
		const { authority = "" } = address("http/2", "1.3");
		expect(existsSync(authority)).toBe(true);
		expect(await kept.interrupt()).toBe(130);
		expect(children.filter(isAlive)).toEqual([]);
		expect(existsSync(authority)).toBe(false);
	});

	it("comes by itself when its time is over, with code 0", { timeout: PATIENCE_MS }, async () => {
		const { code, out } = await roundtrip("run", "first-request", "--real", "--keep", "--for", "1ms");
		expect(code).toBe(0);
		expect(out).toContain("curl -i http://127.0.0.1:");
	});
});

function isAlive(processId: number): boolean {
	try {
		process.kill(processId, 0);
		return true;
	} catch {
		return false;
	}
}

describe("options that make no sense with --keep", () => {
	it.each([
		[["--keep"], "--keep needs --real"],
		[["--real", "--keep", "--fault", "lose: e1.1<"], "--fault has no place"],
		[["--real", "--keep", "--trace", "x"], "--trace has no place"],
		[["--real", "--keep", "--format", "har"], "error: option '--format"],
		[["--real", "--keep", "--format", "mermaid"], "--keep prints text or json"],
		[["--real", "--for", "1s"], "--for needs --keep"],
	])("%j: %s", async (options, sentence) => {
		const { err, code } = await roundtrip("run", "first-request", ...options);
		expect(err).toContain(sentence);
		expect(code).toBe(2);
	});
});

afterAll(async () => {
	if (kept !== undefined && isAlive(kept.processId)) await kept.interrupt();
});
