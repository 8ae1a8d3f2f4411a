import { once } from "node:events";
import { Command } from "commander";
import { EXIT } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";
import { cores, queueOption, threadsOption } from "./options.ts";

interface WorkerCommandOptions {
	readonly queue: string;
	readonly threads?: number;
}

export function workerCommand(terminal: Terminal): Command {
	return new Command("worker")
		.description(
			"Play runs for explorations with --queue, on this machine, until Ctrl-C. Start as many as you like, where the Redis can be reached; if one dies, another takes what it had in hand.",
		)
		.addOption(queueOption("where runs are taken from").makeOptionMandatory())
		.addOption(threadsOption("one for each core"))
		.action(async (options: WorkerCommandOptions) => {
			await run(terminal, options);
			terminal.exit(EXIT.pass);
		});
}

async function run(terminal: Terminal, { queue: url, threads = cores() }: WorkerCommandOptions): Promise<void> {
	// What it is made of is loaded where it is asked for only.
	const { startQueueWorker } = await import("../queue/queue-worker.ts");
	let played = 0;
	const worker = await startQueueWorker({
		...{ url, threads },
		onPlayed(runs) {
			played += runs;
			terminal.progress(`${played} runs played`);
		},
	});
	terminal.err(`Takes runs from the queue, ${threads} at a time. Ctrl-C ends it.\n`);
	if (!terminal.signal.aborted) await once(terminal.signal, "abort");
	await worker.close();
	terminal.progress("");
	terminal.err(`${played} runs played.\n`);
}
