import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Role } from "@roundtrip/model";
import { afterEach, beforeEach, expect, test } from "vitest";
import { NO_SECRETS } from "../auth/run-secrets.ts";
import type { RunFailure } from "../problem.ts";
import { scenarioOf } from "../testing/rehearse.ts";
import { type Child, startChild } from "./child.ts";

const PATIENCE_MS = 60_000;

const scenario = scenarioOf(`
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { rtt: 1ms } }
routes: { bank: { GET /: [ { reply: 200 } ] } }
traffic: [ { phone: GET / } ]`);

let folder = "";
let child: Child | undefined;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "roundtrip-test-"));
});
afterEach(async () => {
	await child?.stop();
	rmSync(folder, { recursive: true });
});

/** A process that is ready to be a node, and what it fails with. */
async function readyChild(node: string, role: Role, path: string): Promise<{ failure: Promise<RunFailure> }> {
	let failed: (failure: RunFailure) => void = () => undefined;
	const failure = new Promise<RunFailure>((resolve) => {
		failed = resolve;
	});
	child = startChild(node, role, (why) => failed(why));
	const ready = child.hear("ready");
	const journal = join(folder, "journal.ndjson");
	const database = { engine: "embedded", path } as const;
	child.say({
		say: "configure",
		node,
		scenario,
		seed: 1,
		journal,
		database,
		scratch: folder,
		isRehearsed: true,
		cache: { engine: "memory" },
		identities: {},
		secrets: NO_SECRETS,
	});
	await ready;
	return { failure };
}

test("a port that another program has taken is a problem with its number", { timeout: PATIENCE_MS }, async () => {
	const other = createServer();
	await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
	const { port } = other.address() as AddressInfo;
	const { failure } = await readyChild("bank", "server", "");
	const zero = process.hrtime.bigint();
	child?.say({ say: "begin", zero, ports: {}, counts: {}, again: { ports: { bank: port }, atNs: 0, fault: 0 } });
	const { problem } = await failure;
	other.close();
	expect(problem.kind).toBe("port");
	expect(problem.message).toContain(`bank can't listen on 127.0.0.1:${port} (EADDRINUSE)`);
});

test("a database file that can't be opened is a problem with the engine's reason", {
	timeout: PATIENCE_MS,
}, async () => {
	const { failure } = await readyChild("ledger", "database", join(folder, "nowhere", "ledger.db"));
	child?.say({ say: "listen" });
	const { problem } = await failure;
	expect(problem.kind).toBe("database");
	expect(problem.message).toMatch(/^The database of ledger can't be used: /);
});
