import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { runReal } from "@roundtrip/sockets";
import { Command } from "commander";
import open from "open";
import { EXIT, Stop } from "../exit-codes.ts";
import { colours } from "../output/colours.ts";
import { createLabServer } from "../server/lab-server.ts";
import type { Terminal } from "../terminal.ts";
import { wholeNumber } from "./options.ts";

const WEB_FOLDER = fileURLToPath(new URL("../../../web/dist/", import.meta.url));
const PORT = 4400;

interface ServeOptions {
	readonly port: number;
	readonly open: boolean;
	readonly token?: string;
}

export function serveCommand(terminal: Terminal): Command {
	return new Command("serve")
		.description("Start the lab on this machine, for this machine only, and open it in the browser.")
		.option("--port <number>", "where it listens on 127.0.0.1; 0 takes any free one", wholeNumber, PORT)
		.option("--no-open", "do not open a browser")
		.option("--token <text>", "the token that real runs need, instead of a new one each start")
		.action((options: ServeOptions) => serve(terminal, options));
}

async function serve(terminal: Terminal, options: ServeOptions): Promise<void> {
	const token = options.token ?? randomBytes(18).toString("base64url");
	const app = await createLabServer({ webFolder: WEB_FOLDER, token, runner: runReal });
	try {
		await app.listen({ host: "127.0.0.1", port: options.port });
	} catch (error) {
		throw new Stop(EXIT.software, whyNot(options.port, error));
	}
	const { port } = app.server.address() as AddressInfo;
	const address = `http://127.0.0.1:${port}/?token=${token}`;
	terminal.out(
		`The lab is at ${colours.bold(address)}\n${colours.dim("It listens on this machine only. Ctrl-C ends it.")}\n`,
	);
	if (options.open && hasScreen()) await open(address).catch(() => undefined);
	if (!terminal.signal.aborted) await once(terminal.signal, "abort");
	await app.close();
}

function whyNot(port: number, error: unknown): string {
	const code = error instanceof Error && "code" in error ? error.code : undefined;
	if (code === "EADDRINUSE")
		return `port ${port} is taken, perhaps by another lab; choose another with --port, or any with --port 0`;
	if (code === "EACCES") return `port ${port} needs more rights; choose one above 1023 with --port`;
	return `the lab can't listen on port ${port}: ${error instanceof Error ? error.message : String(error)}`;
}

/** On a machine without a screen there is no browser to open. */
function hasScreen(): boolean {
	const { platform, env } = process;
	const isDesktop =
		platform === "darwin" || platform === "win32" || env.DISPLAY !== undefined || env.WAYLAND_DISPLAY !== undefined;
	return isDesktop && env.CI === undefined;
}
