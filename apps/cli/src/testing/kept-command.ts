import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

export interface PrintedServer {
	readonly name: string;
	readonly addresses: readonly {
		readonly url: string;
		readonly speaks: readonly string[];
		readonly tls?: string;
		readonly authority?: string;
	}[];
	readonly routes: readonly { readonly request: string; readonly command: string }[];
	readonly openApi?: string;
	readonly graphql?: { readonly endpoint: string; readonly schema: string };
	readonly protos: readonly string[];
}

/** The built program in a process of its own, which keeps a scenario. */
export interface KeptCommand {
	readonly processId: number;
	readonly servers: readonly PrintedServer[];
	/** Its plain address, then a path. */
	url(server: string, path: string): string;
	/** Interrupts it as Ctrl-C does; gives its exit code. */
	interrupt(): Promise<number | null>;
}

/** Starts it, and waits for the addresses that it prints. */
export async function keepScenario(text: string, ...options: readonly string[]): Promise<KeptCommand> {
	const folder = mkdtempSync(join(tmpdir(), "kept-command-"));
	const file = join(folder, "scenario.yaml");
	writeFileSync(file, `roundtrip: 1\ntitle: A test\n${text}`);
	const child = spawn(process.execPath, [PROGRAM, "run", file, "--real", "--keep", "--json", ...options], {
		stdio: ["ignore", "pipe", "pipe"],
	});
	const ended = once(child, "exit") as Promise<[number | null]>;
	let err = "";
	child.stderr.setEncoding("utf8").on("data", (piece: string) => {
		err += piece;
	});
	const servers = await Promise.race([
		readServers(child.stdout.setEncoding("utf8")),
		ended.then(([code]) => Promise.reject(new Error(`it ended with ${code} before it was ready: ${err}`))),
	]);
	return {
		...{ processId: child.pid ?? 0, servers },
		url: (name, path) => `${servers.find((each) => each.name === name)?.addresses[0]?.url}${path}`,
		async interrupt() {
			child.kill("SIGINT");
			const [code] = await ended;
			rmSync(folder, { recursive: true });
			return code;
		},
	};
}

/** The document is whole when its last line is there. */
async function readServers(stdout: AsyncIterable<string>): Promise<readonly PrintedServer[]> {
	let printed = "";
	for await (const piece of stdout) {
		printed += piece;
		if (printed.endsWith("\n}\n")) break;
	}
	return (JSON.parse(printed) as { readonly servers: readonly PrintedServer[] }).servers;
}
