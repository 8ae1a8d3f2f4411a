import { runProgram } from "../program.ts";
import type { Terminal } from "../terminal.ts";

/** What a command said, and how it ended. */
export interface Said {
	readonly out: string;
	readonly err: string;
	readonly code: number;
}

export interface Recorder extends Terminal {
	/** Told each piece of output as it comes. */
	onOut: (text: string) => void;
	stop(): void;
	said(): Said;
}

/** A terminal of 100 columns that remembers. */
export function recorder(): Recorder {
	const controller = new AbortController();
	let out = "";
	let err = "";
	let code = 0;
	const self: Recorder = {
		out(text) {
			out += text;
			self.onOut(text);
		},
		err(text) {
			err += text;
		},
		progress: () => undefined,
		columns: 100,
		signal: controller.signal,
		exit(value) {
			code = value;
		},
		onOut: () => undefined,
		stop: () => controller.abort(),
		said: () => ({ out, err, code }),
	};
	return self;
}

/** Runs a command to its end and gives what it said. */
export async function roundtrip(...args: readonly string[]): Promise<Said> {
	const terminal = recorder();
	await runProgram(args, terminal);
	return terminal.said();
}
