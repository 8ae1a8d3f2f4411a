import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ENTRIES } from "../entries.ts";
import { RunFailure } from "../problem.ts";
import type { FromProcess, ToProcess } from "../processes/messages.ts";

/** The program that a process runs. */
export type Entry = Exclude<keyof typeof ENTRIES, "alarm">;

/** The process of one life of a node. */
export interface Child {
	readonly node: string;
	readonly isAlive: boolean;
	say(message: ToProcess): void;
	/** The next message of a kind. Rejects where the process ends before. */
	hear<Say extends FromProcess["say"]>(say: Say): Promise<Extract<FromProcess, { readonly say: Say }>>;
	/** Resolved when it is gone, however it went. */
	readonly gone: Promise<void>;
	/** It does nothing until it goes on; what comes to it waits in its kernel. */
	standStill(): void;
	goOn(): void;
	/** Ends it as a crash does; resolved when it is gone. */
	kill(): Promise<void>;
	/** Asks it to end, more and more firmly; resolved when it is gone. */
	stop(): Promise<void>;
}

/** How long a process may take to end after it was asked, before it is asked more firmly. */
const PATIENCE_MS = 2_000;
const STDERR_KEPT = 2_000;

/**
 * Starts the process of a node.
 *
 * @param failed told once where it fails or ends without having been asked to
 * @param hasKilledItself asked, where it was killed, whether it did so as a fault says
 */
export function startChild(
	node: string,
	entry: Entry,
	failed: (failure: RunFailure) => void,
	hasKilledItself: () => boolean = () => false,
): Child {
	const child = fork(fileURLToPath(ENTRIES[entry]), [], {
		execPath: process.execPath,
		execArgv: [],
		env: environment(),
		serialization: "advanced",
		stdio: ["ignore", "ignore", "pipe", "ipc"],
	});
	const waiting = new Map<FromProcess["say"], (message: FromProcess) => void>();
	let isWanted = true;
	let standsStill = false;
	let complaint = "";
	const fail = (failure: RunFailure): void => {
		if (isWanted) failed(failure);
		isWanted = false;
	};

	child.stderr?.setEncoding("utf8").on("data", (text: string) => {
		complaint = `${complaint}${text}`.slice(-STDERR_KEPT);
	});
	const gone = new Promise<void>((resolve) => {
		child.once("exit", (code, signal) => {
			const isMeant = signal === "SIGKILL" && hasKilledItself();
			if (!isMeant) fail(diedByItself(node, signal ?? `code ${code}`, complaint));
			resolve();
		});
		child.once("error", (error) => {
			fail(new RunFailure("child", `The process of ${node} could not be started: ${error.message}.`));
			resolve();
		});
	});
	child.on("message", (message: FromProcess) => {
		const failure = failureOf(node, message);
		if (failure !== undefined) fail(failure);
		waiting.get(message.say)?.(message);
		waiting.delete(message.say);
	});

	return {
		node,
		get isAlive() {
			return child.exitCode === null && child.signalCode === null;
		},
		gone,
		say(message) {
			// It may have died this instant; its end is told elsewhere.
			if (child.connected) child.send(message, () => undefined);
		},
		hear: (say) =>
			new Promise((resolve) => {
				waiting.set(say, (message) => resolve(message as never));
			}),
		standStill() {
			standsStill = child.kill("SIGSTOP");
		},
		goOn() {
			standsStill = false;
			child.kill("SIGCONT");
		},
		kill() {
			isWanted = false;
			child.kill("SIGKILL");
			return gone;
		},
		stop() {
			isWanted = false;
			// Who stands still hears nothing.
			if (standsStill) child.kill("SIGCONT");
			return stop(child, gone);
		},
	};
}

/** Without what would change how Node runs, or have it write files, in the children as well. */
function environment(): NodeJS.ProcessEnv {
	const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...rest } = process.env;
	return rest;
}

function diedByItself(node: string, how: string, complaint: string): RunFailure {
	const said = complaint.trim() === "" ? "" : ` It said: ${complaint.trim()}`;
	return new RunFailure("child", `The process of ${node} ended by itself (${how}); run it again.${said}`);
}

function failureOf(node: string, message: FromProcess): RunFailure | undefined {
	if (message.say === "cannot-listen") {
		const { port, code } = message;
		const text = `${node} can't listen on 127.0.0.1${port === 0 ? "" : `:${port}`} (${code})`;
		return new RunFailure("port", `${text}; another program has taken the port: run it again.`);
	}
	if (message.say === "cannot-store") {
		return new RunFailure("database", `The database of ${node} can't be used: ${message.message}; run it again.`);
	}
	if (message.say === "cannot-cache") {
		return new RunFailure("cache", `The Redis of ${node} can't be used: ${message.message}; run it again.`);
	}
	if (message.say === "broken") return new RunFailure("child", `The process of ${node} broke: ${message.message}`);
	return undefined;
}

async function stop(child: ChildProcess, gone: Promise<void>): Promise<void> {
	const firmer = [
		() => child.connected && child.send({ say: "stop" }, () => undefined),
		() => child.kill("SIGTERM"),
		() => child.kill("SIGKILL"),
	];
	for (const ask of firmer) {
		if (child.exitCode !== null || child.signalCode !== null) return;
		ask();
		if (await isOverWithin(gone, PATIENCE_MS)) return;
	}
}

async function isOverWithin(gone: Promise<void>, patienceMs: number): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<boolean>((resolve) => {
		timer = setTimeout(() => resolve(false), patienceMs);
	});
	try {
		return await Promise.race([gone.then(() => true), tooLong]);
	} finally {
		clearTimeout(timer);
	}
}
