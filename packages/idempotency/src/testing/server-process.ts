import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Order, Report, ServerSetup } from "./control.ts";

/** A server of a test, in a process of its own. */
export interface ServerProcess {
	readonly port: number;
	tell(order: Order): void;
	/** Resolved when it has said this, from now on. */
	says(what: Partial<Record<"waiting" | "step", string>>): Promise<void>;
	/** Resolved when it is gone, whoever ended it. */
	readonly gone: Promise<unknown>;
	kill(): Promise<void>;
}

/** It is built: processes run what is in `dist`. */
const PROGRAM = fileURLToPath(new URL("../../dist/testing/transfer-server.js", import.meta.url));

export async function startServer(setup: ServerSetup): Promise<ServerProcess> {
	const child: ChildProcess = fork(PROGRAM, [JSON.stringify(setup)], {
		execArgv: [],
		// Express prints what it can't answer unless it is told that this is a test.
		env: { ...process.env, NODE_ENV: "test" },
		stdio: ["ignore", "inherit", "inherit", "ipc"],
	});
	const gone = once(child, "exit");
	const port = await heard(child, (report) => ("listening" in report ? report.listening : undefined));
	return {
		port,
		gone,
		tell: (order) => void child.send(order),
		says: (what) => heard(child, (report) => (says(report, what) ? true : undefined)).then(() => undefined),
		async kill() {
			child.kill("SIGKILL");
			await gone;
		},
	};
}

function says(report: Report, what: Partial<Record<string, string>>): boolean {
	return Object.entries(what).every(([key, value]) => (report as Partial<Record<string, unknown>>)[key] === value);
}

function heard<Value>(child: ChildProcess, take: (report: Report) => Value | undefined): Promise<Value> {
	return new Promise((resolve, reject) => {
		const ended = (code: number | null): void => {
			child.off("message", listen);
			reject(new Error(`the server ended with ${code} before it said what was waited for`));
		};
		const listen = (report: Report): void => {
			const value = take(report);
			if (value === undefined) return;
			child.off("message", listen);
			child.off("exit", ended);
			resolve(value);
		};
		child.on("message", listen);
		child.once("exit", ended);
	});
}
