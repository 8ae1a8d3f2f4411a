import { PROGRAM_VERSION } from "@roundtrip/model";
import { Command, CommanderError } from "commander";
import { compareCommand } from "./commands/compare.ts";
import { listCommand } from "./commands/list.ts";
import { runCommand } from "./commands/run.ts";
import { schemaCommand } from "./commands/schema.ts";
import { serveCommand } from "./commands/serve.ts";
import { EXIT, Stop } from "./exit-codes.ts";
import { processTerminal, type Terminal } from "./terminal.ts";

/** Every command of the program, in the order of its help. */
const COMMANDS: readonly ((terminal: Terminal) => Command)[] = [
	runCommand,
	compareCommand,
	serveCommand,
	listCommand,
	schemaCommand,
];

function program(terminal: Terminal): Command {
	const root = new Command("roundtrip")
		.description("A laboratory for client-server systems: describe one, watch every message, break it, measure it.")
		.version(PROGRAM_VERSION)
		.showHelpAfterError("Run with --help to see what there is.");
	for (const make of COMMANDS) root.addCommand(make(terminal).exitOverride());
	return root.exitOverride();
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

const terminal = processTerminal();
// A reader that has seen enough, such as `head`, closes the pipe; that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
	if (error.code === "EPIPE") process.exit(EXIT.pass);
	throw error;
});
await program(terminal)
	.parseAsync()
	.catch((error: unknown) => end(terminal, error));
