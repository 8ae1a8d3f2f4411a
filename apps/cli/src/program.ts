import { PROGRAM_VERSION } from "@roundtrip/model";
import { Command, CommanderError } from "commander";
import { campaignCommand } from "./commands/campaign.ts";
import { compareCommand } from "./commands/compare.ts";
import { compareProtocolsCommand } from "./commands/compare-protocols.ts";
import { exploreCommand } from "./commands/explore.ts";
import { listCommand } from "./commands/list.ts";
import { runCommand } from "./commands/run.ts";
import { schemaCommand } from "./commands/schema.ts";
import { serveCommand } from "./commands/serve.ts";
import { workerCommand } from "./commands/worker.ts";
import { EXIT, Stop } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

/** Every command of the program, in the order of its help. */
const COMMANDS: readonly ((terminal: Terminal) => Command)[] = [
	runCommand,
	compareCommand,
	compareProtocolsCommand,
	exploreCommand,
	workerCommand,
	campaignCommand,
	serveCommand,
	listCommand,
	schemaCommand,
];

function program(terminal: Terminal): Command {
	const root = new Command("roundtrip")
		.description("A laboratory for client-server systems: describe one, watch every message, break it, measure it.")
		.version(PROGRAM_VERSION)
		.showHelpAfterError("Run with --help to see what there is.");
	for (const make of COMMANDS) root.addCommand(make(terminal));
	for (const command of [root, ...root.commands]) {
		command.exitOverride().configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
	}
	return root;
}

/** Every end of the program goes through here: a message for people, and the code for scripts. */
function end(terminal: Terminal, error: unknown): void {
	terminal.progress("");
	if (error instanceof CommanderError) {
		terminal.exit(error.exitCode === 0 ? EXIT.pass : EXIT.usage);
	} else if (error instanceof Stop) {
		terminal.err(`${error.message}\n`);
		terminal.exit(error.code);
	} else {
		terminal.err(
			`This is a fault of Roundtrip itself, not of your input.\n${error instanceof Error ? error.stack : String(error)}\n`,
		);
		terminal.exit(EXIT.software);
	}
}

/** Runs the program with these arguments (without the names of engine and script). Never throws: its end is the terminal's code. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<void> {
	try {
		await program(terminal).parseAsync(args, { from: "user" });
	} catch (error) {
		end(terminal, error);
	}
}

/** The help of the program and of each command, for the reference. */
export function helpText(): readonly { readonly name: string; readonly text: string }[] {
	const nowhere: Terminal = {
		...{ out: () => undefined, err: () => undefined, progress: () => undefined, exit: () => undefined },
		...{ columns: 100, signal: new AbortController().signal },
	};
	const root = program(nowhere);
	return [root, ...root.commands].map((command) => ({
		name: command === root ? "roundtrip" : `roundtrip ${command.name()}`,
		text: command.configureHelp({ helpWidth: 100 }).helpInformation(),
	}));
}
