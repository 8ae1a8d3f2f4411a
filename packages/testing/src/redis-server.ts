import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";

/** A Redis of a test's own. */
export interface RedisServer {
	readonly url: string;
	/** Ends it; resolved when it is gone. */
	stop(): Promise<void>;
}

const PLACES = [process.env.REDIS_SERVER_PATH, "/usr/bin/redis-server", "/usr/local/bin/redis-server"];

/** The path of the program on this machine, or undefined. `REDIS_SERVER_PATH` names another. */
export function redisServerPath(): string | undefined {
	return PLACES.find((place) => place !== undefined && existsSync(place));
}

/** Starts one on the loopback interface, in a folder of its own, that writes nothing to disk. */
export async function startRedisServer(path: string): Promise<RedisServer> {
	const folder = mkdtempSync(join(tmpdir(), "roundtrip-test-redis-"));
	const port = await freePort();
	const bound = ["--bind", "127.0.0.1", "--port", String(port), "--dir", folder];
	const child = spawn(path, [...bound, "--save", "", "--appendonly", "no", "--daemonize", "no"], {
		stdio: ["ignore", "pipe", "ignore"],
	});
	const gone = once(child, "exit");
	let said = "";
	await new Promise<void>((resolve, reject) => {
		child.stdout.setEncoding("utf8").on("data", (text: string) => {
			said += text;
			if (said.includes("Ready to accept connections")) resolve();
		});
		child.once("error", reject);
		child.once("exit", () => reject(new Error(`redis-server ended: ${said}`)));
	});
	return {
		url: `redis://127.0.0.1:${port}`,
		async stop() {
			child.kill("SIGTERM");
			await gone;
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
