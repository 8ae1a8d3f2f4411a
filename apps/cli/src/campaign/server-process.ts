import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import type { ServerSetup } from "./control.ts";

/** The bank's server, in a process of its own. */
export interface ServerProcess {
	/** Ends it by SIGKILL; resolved when it is gone. */
	kill(): Promise<void>;
	/** Never resolved. @throws (as a rejection) where it ends without having been killed, with what it has said */
	readonly fell: Promise<never>;
}

/** Of what it says on its way out, the last characters. */
const SAID_AT_MOST = 2_000;
/** It is built, in a few files: hundreds of small modules take a process longer to find than to run. */
const PROGRAM = fileURLToPath(new URL("../../bundle/server.js", import.meta.url));

/** Starts it; resolved when it listens. @throws where it ends before that, with what it has said */
export async function startServer(setup: ServerSetup): Promise<ServerProcess> {
	const child: ChildProcess = fork(PROGRAM, [], {
		execArgv: [],
		// Not as an argument, which everybody on the machine can read: there may be a password in it.
		env: { ...process.env, ROUNDTRIP_CAMPAIGN: JSON.stringify(setup) },
		stdio: ["ignore", "ignore", "pipe", "ipc"],
	});
	let said = "";
	let isKilled = false;
	child.stderr?.setEncoding("utf8").on("data", (text: string) => {
		said = `${said}${text}`.slice(-SAID_AT_MOST);
	});
	const gone = once(child, "close");
	const fell = (async (): Promise<never> => {
		await gone;
		if (isKilled) return new Promise<never>(() => undefined);
		throw new Error(`the bank's server ended by itself: ${said.trim()}`);
	})();
	await Promise.race([once(child, "message"), fell]);
	return {
		fell,
		async kill() {
			isKilled = true;
			child.kill("SIGKILL");
			await gone;
		},
	};
}

/** Below the ports that systems give to clients: none of ours may take the server's while it is down. */
const [FIRST_PORT, PORTS] = [15_000, 15_000];
const TRIES = 50;

/** A port that stays free while its server is down. */
export async function lastingPort(): Promise<number> {
	for (let tries = 0; tries < TRIES; tries++) {
		const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
		if (await isFree(port)) return port;
	}
	throw new Error(`no free port from ${FIRST_PORT} to ${FIRST_PORT + PORTS} in ${TRIES} tries`);
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	const isBound = await new Promise<boolean>((resolve) => {
		server.once("error", () => resolve(false));
		server.listen(port, "127.0.0.1", () => resolve(true));
	});
	if (isBound) await new Promise((resolve) => server.close(resolve));
	return isBound;
}
