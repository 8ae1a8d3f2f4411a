import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerSetup } from "./control.ts";
import { startFaultProxy } from "./fault-proxy.ts";
import type { Bench } from "./points.ts";
import { countPostgres } from "./postgres-transfers.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import { countSqlite } from "./transfers.ts";

/** A bench that is taken down again. */
export interface OpenBench extends Bench {
	/** What its servers are made of: another one on the same store is started with it. */
	readonly setup: ServerSetup;
	close(): Promise<void>;
}

/** Where keys and effects of a bench are; without a URL of PostgreSQL effects are in a file. */
export interface BenchPlace {
	readonly postgresUrl?: string | undefined;
	readonly redisUrl?: string | undefined;
}

export async function openBench(subject: string, { postgresUrl, redisUrl }: BenchPlace = {}): Promise<OpenBench> {
	const folder = mkdtempSync(join(tmpdir(), "roundtrip-test-keys-"));
	const effects: ServerSetup["effects"] =
		postgresUrl === undefined
			? { engine: "sqlite", path: join(folder, "bank.db") }
			: { engine: "postgres", url: postgresUrl };
	const setup: ServerSetup = { subject, effects, redisUrl };
	const proxy = await startFaultProxy();
	let server: ServerProcess = await startServer(setup);
	proxy.leadTo(server.port);
	return {
		...{ proxy, setup },
		get server() {
			return server;
		},
		async restart() {
			await server.gone;
			server = await startServer(setup);
			proxy.leadTo(server.port);
		},
		count: async (payee) =>
			effects.engine === "sqlite" ? countSqlite(effects.path, payee) : countPostgres(effects.url, payee),
		async close() {
			await server.kill();
			await proxy.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
